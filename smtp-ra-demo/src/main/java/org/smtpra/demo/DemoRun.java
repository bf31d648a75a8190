package org.smtpra.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.smtpra.demo.mail.FactoryFigures;
import org.smtpra.demo.mail.InvalidMailException;
import org.smtpra.demo.mail.MailFile;
import org.smtpra.demo.mail.MailFolder;
import org.smtpra.demo.mail.MailOutcome;

/** Sends the folder, reads the mails back and compares. */
final class DemoRun {

  private final DemoServer server;
  private final MailServer mail;
  private final Mailboxes mailboxes;
  private final Report report;

  DemoRun(DemoServer server, MailServer mail, Certificates certificates, Report report)
      throws DemoException {
    this.server = server;
    this.mail = mail;
    this.mailboxes = new Mailboxes(mail.imapPort(), certificates.context(), mail.password());
    this.report = report;
  }

  /** Returns whether every mail was sent and arrived as it was sent. */
  boolean run(MailFolder folder) throws DemoException {
    report.mails(folder.mails().size());
    report.say(
        String.format(
            Locale.ROOT, "Sending the %d mails of %s", folder.mails().size(), folder.path()));
    long started = System.nanoTime();
    FactoryFigures figures = send();
    report.summary(DemoServer.seconds(started), figures);
    report.notSent();
    Comparison comparison = new Comparison(expected(folder, report.outcomes()));
    List<String> names = mail.mailboxes();
    mailboxes.read(names, comparison::found);
    report.differences(comparison, names.size());
    boolean allSent = report.sent() == folder.mails().size();
    return allSent && comparison.differences().isEmpty();
  }

  private FactoryFigures send() throws DemoException {
    try {
      return server.application().sendFolder(report::mail);
    } catch (DemoException e) {
      throw new DemoException(e.getMessage() + "\n" + server.log(), null);
    }
  }

  private static List<ExpectedMail> expected(MailFolder folder, List<MailOutcome> outcomes)
      throws DemoException {
    Map<String, MailFile> files =
        folder.mails().stream().collect(Collectors.toMap(MailFile::name, Function.identity()));
    List<ExpectedMail> expected = new ArrayList<>();
    for (MailOutcome outcome : outcomes) {
      MailFile file = files.get(outcome.file());
      if (outcome.sent() && file != null) {
        expected.add(expected(file, outcome));
      }
    }
    return expected;
  }

  private static ExpectedMail expected(MailFile file, MailOutcome outcome) throws DemoException {
    try {
      return ExpectedMail.of(file, outcome.messageId());
    } catch (InvalidMailException e) {
      throw new DemoException(file.name() + " changed while the demo ran: it " + e.problem(), e);
    }
  }
}
