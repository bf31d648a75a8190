package org.smtpra.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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

  /** Sends a folder by one session, reads the mails back, and returns what differs. */
  private static List<Difference> roundTrip(Path folder, int copies) throws Exception {
    try (MailServer mail = MailServer.start(certificates, PASSWORD)) {
      List<ExpectedMail> sent = new ArrayList<>();
      try (SmtpPool pool = pool(mail, PASSWORD)) {
        for (MailFile file : MailFolder.open(folder).mails()) {
          sent.add(ExpectedMail.of(file, pool.factory().send(file.message()).messageId()));
        }
        assertEquals(1, pool.factory().status().sessionsOpened());
        assertEquals(sent.size(), pool.factory().status().leasesTaken());
      }
      Comparison comparison = new Comparison(sent);
      new Mailboxes(mail.imapPort(), certificates.context(), PASSWORD)
          .read(mail.mailboxes(), comparison::found);
      assertEquals(copies, comparison.copies());
      return comparison.differences();
    }
  }

  @Test
  void everyShippedMailArrivesAsItWasSent() throws Exception {
    ShippedMails.copy(Path.of("src/main/mails"), mails);
    assertEquals(List.of(), roundTrip(mails, 67));
  }

  @Test
  void headersWithRawOctetsArriveAsTheyWereSent() throws Exception {
    String mail = "From: a@example.org\nTo: b@example.org\nSubject: Gr\u00fc\u00dfe\n\n\u00e4\n";
    Files.writeString(mails.resolve("utf-8.eml"), mail, StandardCharsets.UTF_8);
    Files.writeString(mails.resolve("latin-1.eml"), mail, StandardCharsets.ISO_8859_1);
    assertEquals(List.of(), roundTrip(mails, 2));
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
