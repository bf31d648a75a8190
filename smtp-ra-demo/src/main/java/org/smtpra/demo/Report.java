package org.smtpra.demo;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.smtpra.demo.mail.FactoryFigures;
import org.smtpra.demo.mail.MailOutcome;

/** Tells the user what happens, and counts. For one thread. */
final class Report {

  private final PrintStream out;
  private final List<MailOutcome> outcomes = new ArrayList<>();
  private int expected;

  Report(PrintStream out) {
    this.out = out;
  }

  void say(String text) {
    out.println(text);
  }

  /** Says how many mails {@link #mail} is going to hear of. */
  void mails(int count) {
    expected = count;
  }

  /** Takes the outcome of one mail and shows it as a line. */
  void mail(MailOutcome outcome) {
    outcomes.add(outcome);
    String what = outcome.sent() ? "sent" : reason(outcome);
    say(
        String.format(
            Locale.ROOT,
            "  %3d/%d %6d ms  %s: %s",
            outcomes.size(),
            expected,
            outcome.millis(),
            outcome.file(),
            what));
  }

  List<MailOutcome> outcomes() {
    return List.copyOf(outcomes);
  }

  long sent() {
    return outcomes.stream().filter(MailOutcome::sent).count();
  }

  /** Shows the figures of the whole folder. */
  void summary(double seconds, FactoryFigures figures) {
    say(
        String.format(
            Locale.ROOT,
            "Sent %d, failed %s; %.1f s, %.1f messages/s; sessions opened %d, leases taken %d",
            sent(),
            failures(),
            seconds,
            sent() / seconds,
            figures.sessionsOpened(),
            figures.leasesTaken()));
  }

  /** Names the mails that were not sent once more: their lines may have scrolled away. */
  void notSent() {
    for (MailOutcome outcome : outcomes) {
      if (!outcome.sent()) {
        say("  not sent: " + outcome.file() + " " + reason(outcome));
      }
    }
  }

  private static String reason(MailOutcome outcome) {
    return outcome.kind().equals(MailOutcome.UNUSABLE)
        ? outcome.text()
        : outcome.kind() + ": " + outcome.text();
  }

  private String failures() {
    Map<String, Integer> byKind = new TreeMap<>();
    for (MailOutcome outcome : outcomes) {
      if (!outcome.sent()) {
        byKind.merge(outcome.kind(), 1, Integer::sum);
      }
    }
    long failed = outcomes.size() - sent();
    return failed == 0 ? "0" : failed + " " + byKind;
  }

  /** Shows what differs; the last line is the number of differences. */
  void differences(Comparison comparison, int mailboxes) {
    List<Difference> differences = comparison.differences();
    say(
        String.format(
            Locale.ROOT,
            "Read back by IMAP: %d copies in %d mailboxes, compared with their files",
            comparison.copies(),
            mailboxes));
    differences.forEach(difference -> say("  " + difference));
    say(differences.size() + (differences.size() == 1 ? " difference" : " differences"));
  }
}
