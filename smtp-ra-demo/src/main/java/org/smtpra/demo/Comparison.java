package org.smtpra.demo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.smtpra.demo.mail.InvalidMailException;

/**
 * Compares what lies in the mailboxes with what was sent: every recipient has one copy, nobody else
 * has any, and a copy has the octets of its file below the trace fields of the mail server. For one
 * thread.
 */
final class Comparison {

  private final Map<String, List<ExpectedMail>> expected = new HashMap<>();
  private final Set<Copy> missing = new HashSet<>();
  private final List<ExpectedMail> inOrder;
  private final List<Difference> differences = new ArrayList<>();
  private int copies;

  /** One mail in one mailbox. */
  private record Copy(ExpectedMail mail, String mailbox) {}

  Comparison(List<ExpectedMail> sent) {
    inOrder = List.copyOf(sent);
    for (ExpectedMail mail : sent) {
      expected.computeIfAbsent(mail.messageId(), id -> new ArrayList<>()).add(mail);
      mail.mailboxes().forEach(mailbox -> missing.add(new Copy(mail, mailbox)));
    }
  }

  /** Takes a copy that was found in a mailbox. */
  void found(String mailbox, byte[] octets) {
    copies++;
    Optional<RawMail> received = RawMail.of(octets).below(MailServer.TRACE_FIELDS);
    if (received.isPresent()) {
      found(mailbox, received.get());
    } else {
      differences.add(
          new Difference(mailbox, "a copy does not begin with " + MailServer.TRACE_FIELDS));
    }
  }

  private void found(String mailbox, RawMail received) {
    String messageId = received.value("Message-ID");
    List<ExpectedMail> candidates =
        expected.getOrDefault(messageId, List.of()).stream()
            .filter(mail -> missing.contains(new Copy(mail, mailbox)))
            .toList();
    if (candidates.isEmpty()) {
      differences.add(
          new Difference(mailbox, "holds a copy that it should not have, of " + messageId));
    } else {
      settle(candidates, mailbox, received);
    }
  }

  /** Files may share a Message-ID: the copy belongs to the one it does not differ from. */
  private void settle(List<ExpectedMail> candidates, String mailbox, RawMail received) {
    ExpectedMail match = candidates.get(0);
    String difference = differenceOf(match, received);
    for (int i = 1; i < candidates.size() && !difference.isEmpty(); i++) {
      if (differenceOf(candidates.get(i), received).isEmpty()) {
        match = candidates.get(i);
        difference = "";
      }
    }
    missing.remove(new Copy(match, mailbox));
    if (!difference.isEmpty()) {
      differences.add(
          new Difference(match.file().name(), "the copy of " + mailbox + ": " + difference));
    }
  }

  private static String differenceOf(ExpectedMail mail, RawMail received) {
    try {
      return mail.differenceOf(received);
    } catch (InvalidMailException e) {
      return "the file " + e.problem();
    }
  }

  /** How many copies were looked at. */
  int copies() {
    return copies;
  }

  /** What differs, copies that were not found included. */
  List<Difference> differences() {
    List<Difference> all = new ArrayList<>(differences);
    for (ExpectedMail mail : inOrder) {
      for (String mailbox : mail.mailboxes()) {
        if (missing.contains(new Copy(mail, mailbox))) {
          all.add(new Difference(mail.file().name(), mailbox + " has no copy"));
        }
      }
    }
    return all;
  }
}
