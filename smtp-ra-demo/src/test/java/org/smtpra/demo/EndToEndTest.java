package org.smtpra.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.smtpra.SmtpFailureReason;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.demo.mail.MailFile;
import org.smtpra.demo.mail.MailFolder;
import org.smtpra.standalone.SmtpPool;

/** What the demo does, with the stand-alone pool in the place of WildFly. */
class EndToEndTest {

  private static final String PASSWORD = "open, please; now";

  @TempDir static Path keys;
  private static Certificates certificates;

  @TempDir Path mails;

  /** Once: GreenMail keeps the first key that it has loaded. */
  @BeforeAll
  static void makeCertificates() throws Exception {
    certificates = Certificates.make(keys, "changeit");
  }

  private static SmtpPool pool(MailServer mail, String password) {
    return SmtpPool.open(
        Map.of(
            "host",
            "localhost",
            "port",
            Integer.toString(mail.smtpPort()),
            "userName",
            MailServer.USER,
            "password",
            password,
            "trustStoreFile",
            certificates.trustStore().toString(),
            "trustStorePassword",
            certificates.password()));
  }

  @Test
  void everyShippedMailArrivesAsItWasSent() throws Exception {
    ShippedMails.copy(Path.of("src/main/mails"), mails);
    try (MailServer mail = MailServer.start(certificates, PASSWORD)) {
      List<ExpectedMail> sent = new ArrayList<>();
      try (SmtpPool pool = pool(mail, PASSWORD)) {
        for (MailFile file : MailFolder.open(mails).mails()) {
          sent.add(ExpectedMail.of(file, pool.factory().send(file.message()).messageId()));
        }
        assertEquals(1, pool.factory().status().sessionsOpened());
        assertEquals(13, pool.factory().status().leasesTaken());
      }
      Comparison comparison = new Comparison(sent);
      new Mailboxes(mail.imapPort(), certificates.context(), PASSWORD)
          .read(mail.mailboxes(), comparison::found);
      assertEquals(List.of(), comparison.differences());
      assertEquals(67, comparison.copies());
    }
  }

  @Test
  void wrongPasswordIsRefused() throws Exception {
    ShippedMails.copy(Path.of("src/main/mails"), mails);
    MailFile file = MailFolder.open(mails).mails().get(0);
    try (MailServer mail = MailServer.start(certificates, PASSWORD);
        SmtpPool pool = pool(mail, "wrong")) {
      SmtpSendFailedException failure =
          assertThrows(SmtpSendFailedException.class, () -> pool.factory().send(file.message()));
      assertEquals(SmtpFailureReason.AUTHENTICATION_REFUSED, failure.classification().reason());
      assertEquals(List.of(), mail.mailboxes());
    }
  }
}
