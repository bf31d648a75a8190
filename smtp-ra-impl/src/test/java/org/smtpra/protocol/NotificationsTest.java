package org.smtpra.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.smtpra.SmtpDsnRequest;
import org.smtpra.SmtpDsnRequest.Notify;

class NotificationsTest {

  @Test
  void mailCarriesRetAndEnvidAsXtext() {
    SmtpDsnRequest request =
        SmtpDsnRequest.on(Notify.FAILURE).headersOnly().envelopeId("order 7+8=15");
    assertEquals(" RET=HDRS ENVID=order+207+2B8+3D15", new Notifications(request).ofMail());
    assertEquals(
        " RET=FULL", new Notifications(SmtpDsnRequest.on(Notify.FAILURE).fullMessage()).ofMail());
  }

  @Test
  void recipientCarriesTheCasesAndItsOriginalAddress() throws Exception {
    Notifications notifications =
        new Notifications(SmtpDsnRequest.on(Notify.DELAY, Notify.SUCCESS));
    assertEquals(
        " NOTIFY=SUCCESS,DELAY ORCPT=rfc822;anna+2Bshop@example.org",
        notifications.ofRecipient(Mailbox.parse("anna+shop@example.org")));
    assertEquals("", notifications.ofMail());
  }

  @Test
  void noCaseAtAllMeansNever() throws Exception {
    Notifications never = new Notifications(SmtpDsnRequest.never());
    assertTrue(never.ofRecipient(Mailbox.parse("anna@example.org")).startsWith(" NOTIFY=NEVER"));
  }

  @Test
  void addressBeyondAsciiHasNoOriginalInXtext() throws Exception {
    Notifications notifications = new Notifications(SmtpDsnRequest.on(Notify.FAILURE));
    assertEquals(
        " NOTIFY=FAILURE", notifications.ofRecipient(Mailbox.parse("j\u00fcrgen@example.org")));
  }

  @Test
  void commandsCarryTheParametersOnOneLine() {
    MailParameters parameters = new MailParameters(12, true, false, true, " RET=HDRS");
    assertEquals(
        "MAIL FROM:<a@b.c> SIZE=12 BODY=8BITMIME REQUIRETLS RET=HDRS\r\n",
        new String(CommandLine.mail("a@b.c", parameters), UTF_8));
    assertEquals(
        "RCPT TO:<a@b.c> NOTIFY=NEVER\r\n",
        new String(CommandLine.rcpt("a@b.c", " NOTIFY=NEVER"), UTF_8));
    assertEquals("BDAT 86 LAST\r\n", new String(CommandLine.bdat(86, true), UTF_8));
    assertEquals("BDAT 5\r\n", new String(CommandLine.bdat(5, false), UTF_8));
    assertThrows(IllegalArgumentException.class, () -> CommandLine.rcpt("a@b.c", "\r\nRSET"));
  }

  @Test
  void envelopeIdentifierThatCannotBeSentIsRefused() {
    SmtpDsnRequest request = SmtpDsnRequest.on(Notify.FAILURE);
    assertThrows(IllegalArgumentException.class, () -> request.envelopeId(""));
    assertThrows(IllegalArgumentException.class, () -> request.envelopeId("x".repeat(101)));
    assertThrows(IllegalArgumentException.class, () -> request.envelopeId("a\r\nb"));
  }
}
