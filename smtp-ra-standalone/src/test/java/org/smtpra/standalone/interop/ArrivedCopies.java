package org.smtpra.standalone.interop;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.smtpra.testkit.server.DeliveredMail;

/** What a server has stored, by message. */
final class ArrivedCopies {

  /** In the server's Received field: one for each time that a message was handed over. */
  private static final Pattern QUEUE_ID = Pattern.compile("\\bid ([A-Za-z0-9-]+)");

  private final Map<String, Set<String>> recipients = new HashMap<>();
  private final Map<String, Set<String>> queueIds = new HashMap<>();
  private final int total;

  private ArrivedCopies(int total) {
    this.total = total;
  }

  static ArrivedCopies of(List<DeliveredMail> mails) {
    ArrivedCopies copies = new ArrivedCopies(mails.size());
    mails.forEach(copies::add);
    return copies;
  }

  private void add(DeliveredMail mail) {
    String messageId = String.join(" ", mail.header("Message-ID"));
    set(recipients, messageId).add(mail.envelopeRecipient());
    Matcher id = QUEUE_ID.matcher(String.join(" ", mail.header("Received")));
    if (!id.find()) {
      throw new IllegalStateException("no queue id in " + mail.header("Received"));
    }
    set(queueIds, messageId).add(id.group(1));
  }

  int total() {
    return total;
  }

  /** Copies that a server, killed between storing them and noting that, stored once more. */
  int repeated() {
    return total - recipients.values().stream().mapToInt(Set::size).sum();
  }

  boolean anyOf(LoadOutcome outcome) {
    return recipients.containsKey(outcome.messageId());
  }

  boolean haveAllPromised(Collection<LoadOutcome> outcomes) {
    return outcomes.stream()
        .filter(outcome -> !outcome.failed())
        .allMatch(outcome -> recipientsOf(outcome).containsAll(outcome.recipients()));
  }

  /** What is wrong with what the caller was told, if anything is. */
  Optional<String> violation(LoadOutcome outcome) {
    Set<String> have = recipientsOf(outcome);
    int handedOver = queueIds.getOrDefault(outcome.messageId(), Set.of()).size();
    boolean right =
        handedOver <= 1
            && (outcome.unknown()
                || (outcome.failed() && have.isEmpty())
                || (!outcome.failed() && have.containsAll(outcome.recipients())));
    return right
        ? Optional.empty()
        : Optional.of(outcome + ": " + have + " have it, handed over " + handedOver + " times");
  }

  private Set<String> recipientsOf(LoadOutcome outcome) {
    return recipients.getOrDefault(outcome.messageId(), Set.of());
  }

  private static Set<String> set(Map<String, Set<String>> sets, String key) {
    return sets.computeIfAbsent(key, absent -> new HashSet<>());
  }
}
