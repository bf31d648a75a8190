package org.smtpra.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.mail.Address;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.smtpra.SmtpFailureKind;
import org.smtpra.SmtpFailureReason;
import org.smtpra.SmtpRecipientPolicy;
import org.smtpra.SmtpSendOptions;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.protocol.Mailbox;
import org.smtpra.session.Envelope;

class EnvelopeReaderTest {

  private final MimeMessage message = new MimeMessage(Session.getInstance(new Properties()));

  EnvelopeReaderTest() throws MessagingException {
    message.setFrom(new InternetAddress("shop@example.com"));
    message.setRecipients(RecipientType.TO, "anna@example.org");
  }

  private Envelope read() throws SmtpFailure {
    return read(SmtpSendOptions.defaults());
  }

  private Envelope read(SmtpSendOptions options) throws SmtpFailure {
    return EnvelopeReader.read(message, options, SmtpRecipientPolicy.ALL_OR_NOTHING);
  }

  private static List<String> recipients(Envelope envelope) {
    return envelope.recipients().stream().map(Mailbox::address).toList();
  }

  private String refusal() {
    return refusal(SmtpSendOptions.defaults());
  }

  private String refusal(SmtpSendOptions options) {
    SmtpFailure failure = assertThrows(SmtpFailure.class, () -> read(options));
    assertEquals(SmtpFailureKind.PERMANENT_FAILURE, failure.classification().kind());
    assertEquals(SmtpFailureReason.MESSAGE_INVALID, failure.classification().reason());
    return failure.getMessage();
  }

  @Test
  void senderComesFromTheFirstFrom() throws Exception {
    message.addFrom(new Address[] {new InternetAddress("second@example.com")});
    assertEquals("shop@example.com", read().from().orElseThrow().address());
  }

  @Test
  void senderHeaderGoesBeforeFrom() throws Exception {
    message.setSender(new InternetAddress("secretary@example.com"));
    assertEquals("secretary@example.com", read().from().orElseThrow().address());
  }

  @Test
  void optionsGoBeforeBoth() throws Exception {
    message.setSender(new InternetAddress("secretary@example.com"));
    SmtpSendOptions options = SmtpSendOptions.builder().envelopeFrom("bounces@example.com").build();
    assertEquals("bounces@example.com", read(options).from().orElseThrow().address());
  }

  @Test
  void emptyEnvelopeFromIsTheNullReversePath() throws Exception {
    assertTrue(read(SmtpSendOptions.builder().envelopeFrom("").build()).from().isEmpty());
  }

  @Test
  void recipientsAreToThenCcThenBcc() throws Exception {
    message.setRecipients(RecipientType.BCC, "bcc@example.org");
    message.setRecipients(RecipientType.CC, "\"Cc, with comma\" <cc@example.org>");
    assertEquals(
        List.of("anna@example.org", "cc@example.org", "bcc@example.org"), recipients(read()));
  }

  @Test
  void recipientsOfTheOptionsReplaceThoseOfTheMessage() throws Exception {
    SmtpSendOptions options =
        SmtpSendOptions.builder()
            .envelopeRecipients(List.of("list@example.net", "archive@example.net"))
            .build();
    assertEquals(List.of("list@example.net", "archive@example.net"), recipients(read(options)));
  }

  @Test
  void mailboxThatIsNamedTwiceIsSentOnce() throws Exception {
    message.setRecipients(RecipientType.CC, "bert@example.org, Anna <anna@EXAMPLE.ORG>");
    assertEquals(List.of("anna@example.org", "bert@example.org"), recipients(read()));
  }

  @Test
  void localPartsThatDifferInCaseAreTwoMailboxes() throws Exception {
    message.setRecipients(RecipientType.CC, "Anna@example.org");
    assertEquals(List.of("anna@example.org", "Anna@example.org"), recipients(read()));
  }

  @Test
  void groupStandsForItsMembers() throws Exception {
    message.setHeader("To", "Team: anna@example.org, Bert <bert@example.org>;");
    assertEquals(List.of("anna@example.org", "bert@example.org"), recipients(read()));
  }

  @Test
  void emptyGroupHasNoRecipients() throws Exception {
    message.setHeader("To", "undisclosed-recipients:;");
    assertTrue(refusal().contains("no recipients"));
  }

  @Test
  void policyOfTheOptionsGoesBeforeTheConfiguredOne() throws Exception {
    assertEquals(SmtpRecipientPolicy.ALL_OR_NOTHING, read().policy());
    SmtpSendOptions options =
        SmtpSendOptions.builder().recipientPolicy(SmtpRecipientPolicy.SEND_TO_ACCEPTED).build();
    assertEquals(SmtpRecipientPolicy.SEND_TO_ACCEPTED, read(options).policy());
  }

  @Test
  void messageWithoutSenderSaysWhatToSet() throws Exception {
    message.removeHeader("From");
    assertTrue(refusal().contains("call setFrom, or set envelopeFrom"));
  }

  @Test
  void messageWithoutRecipientsSaysWhatToSet() throws Exception {
    message.removeHeader("To");
    assertTrue(refusal().contains("set To, Cc or Bcc, or envelopeRecipients"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a@b> SIZE=1",
        "a@b>\r\nRCPT TO:<evil@example.net",
        "a@b\nx",
        "a@b\u0000",
        "<a@b.example>",
        "a b@example.org",
        "no-at-sign",
        ""
      })
  void hostileRecipientIsRefusedWithItsTextMadeHarmless(String address) {
    String text =
        refusal(
            SmtpSendOptions.builder()
                .envelopeFrom("shop@example.com")
                .envelopeRecipients(List.of(address))
                .build());
    assertTrue(text.chars().noneMatch(Character::isISOControl), text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a@b> SIZE=1", "a@b\r\nDATA", "no-at-sign"})
  void hostileSenderIsRefused(String address) {
    refusal(SmtpSendOptions.builder().envelopeFrom(address).build());
  }

  @Test
  void hostileAddressInAHeaderIsRefusedAndNamed() throws Exception {
    InternetAddress hostile = new InternetAddress();
    hostile.setAddress("a@b> SIZE=1");
    message.setRecipient(RecipientType.TO, hostile);
    assertTrue(refusal().contains("SIZE=1"), this::refusal);
  }

  @Test
  void headerThatIsNoAddressIsRefusedAndNamed() throws Exception {
    message.setHeader("To", "anna at example.org, \"half");
    assertTrue(refusal().contains("anna at example.org"), this::refusal);
  }

  @Test
  void senderWithoutAnAddressIsRefused() {
    MimeMessage odd =
        new MimeMessage(Session.getInstance(new Properties())) {
          @Override
          public Address[] getFrom() {
            return new Address[] {new InternetAddress()};
          }
        };
    SmtpFailure failure =
        assertThrows(
            SmtpFailure.class,
            () ->
                EnvelopeReader.read(
                    odd, SmtpSendOptions.defaults(), SmtpRecipientPolicy.ALL_OR_NOTHING));
    assertEquals(SmtpFailureReason.MESSAGE_INVALID, failure.classification().reason());
  }
}
