package org.smtpra.session;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.smtpra.SmtpFailureKind;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.session.MatrixFault.Meaning;
import org.smtpra.testkit.ReceivedMessage;
import org.smtpra.testkit.ScriptedSmtpServer;

/** Holds what a client reports of messages that overlap against what the server knows. */
final class OverlapLaw {

  private final OverlapCell cell;
  private final ScriptedSmtpServer server;
  private final List<Optional<SmtpFailure>> told;
  private final List<String> breaches = new ArrayList<>();

  OverlapLaw(OverlapCell cell, ScriptedSmtpServer server, List<Optional<SmtpFailure>> told) {
    this.cell = cell;
    this.server = server;
    this.told = told;
  }

  static String recipient(int number) {
    return "r" + number + "@example.org";
  }

  static TestMessage content(int number) {
    return TestMessage.of(
        "Subject: " + number + "\r\n\r\n.Hello.\r\n..\r\n" + "x\r\n".repeat(number));
  }

  List<String> breaches() {
    for (int number = 1; number <= told.size(); number++) {
      message(number);
    }
    long inDoubt = told.stream().filter(OverlapLaw::isUnknown).count();
    if (inDoubt > 1) {
      breach("one fault left " + inDoubt + " messages in doubt");
    }
    if (!cell.mayDisturbOthers()) {
      server.violations().forEach(this::breach);
    }
    return breaches;
  }

  private static boolean isUnknown(Optional<SmtpFailure> failure) {
    return failure
        .filter(e -> e.classification().kind() == SmtpFailureKind.UNKNOWN_AFTER_DATA)
        .isPresent();
  }

  private void message(int number) {
    List<ReceivedMessage> taken = to(number, server.received());
    Optional<SmtpFailure> failure = told.get(number - 1);
    for (ReceivedMessage held : to(number, server.held())) {
      boolean whole = Arrays.equals(content(number).octets(), held.content());
      if (!held.recipients().equals(List.of(recipient(number)))
          || !(whole || cell.means(Meaning.LIE) || cell.means(Meaning.KEPT_WITHOUT_END))) {
        untrue("message " + number + " was held as " + held);
      }
    }
    if (taken.size() > 1) {
      untrue("message " + number + " was taken " + taken.size() + " times");
    }
    if (failure.isPresent()) {
      failed(number, failure.get(), taken);
    } else if (taken.size() != 1 && !mayBeLiedTo(number)) {
      untrue("message " + number + " is reported as sent");
    }
  }

  /**
   * A yes to content that has all left, which the server has not read yet, cannot be told from a
   * true one; and the end of the session may be quicker than its reading.
   */
  private boolean mayBeLiedTo(int number) {
    return cell.means(Meaning.LIE) || (cell.means(Meaning.OUT_OF_STEP) && number == cell.struck());
  }

  private void failed(int number, SmtpFailure failure, List<ReceivedMessage> taken) {
    if (!isUnknown(Optional.of(failure)) && !taken.isEmpty()) {
      untrue("message " + number + " was taken, reported as " + failure.classification());
    }
    boolean refused = failure.classification().reply().isPresent();
    if (failure.classification().safeToSendAgain()
        && !refused
        && !to(number, server.held()).isEmpty()) {
      untrue("message " + number + " was held, reported as " + failure.classification());
    }
    boolean near = cell.mayDisturbOthers() && number == cell.struck() + 1;
    if (number != cell.struck() && !near) {
      breach("message " + number + " failed too: " + failure.classification());
    }
  }

  private List<ReceivedMessage> to(int number, List<ReceivedMessage> messages) {
    return messages.stream()
        .filter(message -> message.recipients().contains(recipient(number)))
        .toList();
  }

  private void untrue(String text) {
    breaches.add(ShortTime.UNTRUE + cell + ": " + text);
  }

  private void breach(String text) {
    breaches.add(cell + ": " + text);
  }
}
