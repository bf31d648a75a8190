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

/** Holds what a client reports of messages in flight together against what the server knows. */
final class WindowLaw {

  private final String what;
  private final ScriptedSmtpServer server;
  private final List<Optional<SmtpFailure>> told;
  private final List<String> breaches = new ArrayList<>();

  WindowLaw(String what, ScriptedSmtpServer server, List<Optional<SmtpFailure>> told) {
    this.what = what;
    this.server = server;
    this.told = told;
  }

  /** What must be so whatever has happened: no lie in either direction, no second copy. */
  List<String> always(boolean serverMayLie) {
    for (int number = 1; number <= told.size(); number++) {
      List<ReceivedMessage> taken = to(number, server.received());
      List<ReceivedMessage> held = to(number, server.held());
      Optional<SmtpFailure> failure = told.get(number - 1);
      if (taken.size() > 1) {
        untrue(number, "was taken " + taken.size() + " times");
      }
      if (failure.isEmpty() && taken.isEmpty() && !serverMayLie) {
        untrue(number, "is reported as sent");
      }
      if (failure.isPresent() && !isUnknown(failure.get()) && !taken.isEmpty()) {
        untrue(number, "was taken, reported as " + failure.get().classification());
      }
      if (!serverMayLie) {
        taken.forEach(this::whole);
      }
      held.forEach(this::recipients);
    }
    return breaches;
  }

  /** What holds for the cells of the matrix beyond that. */
  List<String> of(WindowCell cell) {
    always(
        cell.means(Meaning.LIE)
            || cell.means(Meaning.KEPT_WITHOUT_END)
            || cell.fault().text().endsWith("kept"));
    for (int number = 1; number <= told.size(); number++) {
      Optional<SmtpFailure> failure = told.get(number - 1);
      if (failure.isPresent()) {
        failed(cell, number, failure.get());
      }
    }
    if (!cell.mayDisturbAll()) {
      server.violations().forEach(this::breach);
    }
    return breaches;
  }

  private void failed(WindowCell cell, int number, SmtpFailure failure) {
    boolean before = number < cell.struck() && !cell.mayDisturbAll();
    boolean other = number != cell.struck() && cell.sparesTheOthers();
    if (number == 1 || before || other) {
      breach(number, "failed too: " + failure.classification());
    }
    if (number > cell.struck() && !isUnknown(failure) && !cell.mayDisturbAll()) {
      breach(number, "is not in doubt: " + failure.classification());
    }
    boolean named =
        failure.recipients().stream()
            .allMatch(one -> one.address().equals(OverlapLaw.recipient(number)));
    boolean reported =
        failure.transcript().stream()
            .filter(line -> line.startsWith("C: RCPT"))
            .allMatch(line -> line.contains(OverlapLaw.recipient(number)));
    if (!named || !reported) {
      breach(number, "is reported with another one's recipients: " + failure.transcript());
    }
  }

  private static boolean isUnknown(SmtpFailure failure) {
    return failure.classification().kind() == SmtpFailureKind.UNKNOWN_AFTER_DATA;
  }

  private void whole(ReceivedMessage message) {
    recipients(message);
    int number = Integer.parseInt(message.recipients().get(0).replaceAll("\\D", ""));
    if (!Arrays.equals(OverlapLaw.content(number).octets(), message.content())) {
      untrue(number, "was taken as " + message.contentAsText());
    }
  }

  private void recipients(ReceivedMessage message) {
    if (message.recipients().size() != 1) {
      breach("held for " + message.recipients());
    }
  }

  private static List<ReceivedMessage> to(int number, List<ReceivedMessage> messages) {
    return messages.stream()
        .filter(message -> message.recipients().contains(OverlapLaw.recipient(number)))
        .toList();
  }

  private void untrue(int number, String text) {
    breaches.add(ShortTime.UNTRUE + what + ": message " + number + " " + text);
  }

  private void breach(int number, String text) {
    breach("message " + number + " " + text);
  }

  private void breach(String text) {
    breaches.add(what + ": " + text);
  }
}
