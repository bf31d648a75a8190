package org.smtpra.demo;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import org.smtpra.demo.mail.InvalidMailFolderException;
import org.smtpra.demo.mail.MailFolder;

/**
 * Runs the demo and ends with status 0 if every mail was sent and arrived as it was sent. {@code
 * mvn -Pdemo verify} starts it.
 */
public final class DemoRunner {

  private static final int PASSWORD_OCTETS = 16;
  private static final int NO_SUCCESS = 3; // and not 1: so ends a JVM that cannot start

  private final DemoOptions options;
  private final Report report;
  private final String password;

  private DemoRunner(DemoOptions options, Report report) {
    this.options = options;
    this.report = report;
    this.password = newPassword();
  }

  private static String newPassword() {
    byte[] random = new byte[PASSWORD_OCTETS];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  /** Runs with the options in the system properties. */
  public static void main(String[] arguments) {
    Charset charset = Charset.forName(System.getProperty("native.encoding", "UTF-8"));
    Report report =
        new Report(new PrintStream(new FileOutputStream(FileDescriptor.out), true, charset));
    int status = NO_SUCCESS;
    try {
      DemoOptions options = DemoOptions.of(System.getProperties());
      Files.deleteIfExists(options.success());
      if (new DemoRunner(options, report).run()) {
        Files.createFile(options.success());
        status = 0;
      }
    } catch (IOException e) {
      report.say("The demo failed: " + e);
    } catch (InvalidMailFolderException e) {
      report.say("The demo cannot start: " + e.getMessage());
    } catch (DemoException e) {
      report.say("The demo failed: " + e.getMessage());
    }
    System.exit(status);
  }

  private boolean run() throws DemoException, InvalidMailFolderException {
    MailFolder folder = folder();
    Certificates certificates = Certificates.make(options.work().resolve("keys"), newPassword());
    try (MailServer mail = MailServer.start(certificates, password)) {
      report.say(
          String.format(
              Locale.ROOT,
              "Mail server on localhost: SMTP on port %d with STARTTLS and a password, IMAP over TLS on port %d",
              mail.smtpPort(),
              mail.imapPort()));
      try (DemoServer server = DemoServer.start(options, certificates, mail, folder)) {
        server.prepare(report);
        boolean success = new DemoRun(server, mail, certificates, report).run(folder);
        if (options.keep()) {
          keep(server, mail);
        }
        return success;
      }
    }
  }

  private MailFolder folder() throws DemoException, InvalidMailFolderException {
    if (!options.mailDir().isEmpty()) {
      return MailFolder.open(Path.of(options.mailDir()));
    }
    Path mails = options.work().resolve("mails");
    ShippedMails.copy(options.project().resolve("src/main/mails"), mails);
    return MailFolder.open(mails);
  }

  private void keep(DemoServer server, MailServer mail) throws DemoException {
    report.say("\nThe server stays up: " + server.page());
    report.say(
        String.format(
            Locale.ROOT,
            "Mailboxes: IMAP over TLS on localhost:%d, user is the address, password %s",
            mail.imapPort(),
            password));
    report.say("Press Enter or Ctrl-C to stop it.");
    try {
      if (System.in.read() < 0) {
        server.awaitEnd(); // nobody can press Enter: until somebody ends this process
      }
    } catch (IOException e) {
      throw new DemoException("the keyboard cannot be read", e);
    }
  }
}
