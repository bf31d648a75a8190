package org.smtpra.standalone.interop;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.smtpra.SmtpFailureKind;
import org.smtpra.SmtpSendFailedException;

/**
 * What a caller was told of one message.
 *
 * @param messageId its identity
 * @param recipients to whom it went
 * @param took how long the call lasted
 * @param failure how it failed, null for success
 */
record LoadOutcome(
    String messageId,
    List<String> recipients,
    Duration took,
    @Nullable SmtpSendFailedException failure) {

  boolean failed() {
    return failure != null;
  }

  boolean unknown() {
    return failure != null && failure.classification().kind() == SmtpFailureKind.UNKNOWN_AFTER_DATA;
  }

  boolean safeToSendAgain() {
    return failure != null && failure.classification().safeToSendAgain();
  }

  /** How many failed as what, and where. */
  static Map<String, Integer> stages(Collection<LoadOutcome> outcomes) {
    Map<String, Integer> stages = new TreeMap<>();
    for (LoadOutcome outcome : outcomes) {
      if (outcome.failure != null) {
        var classification = outcome.failure.classification();
        stages.merge(classification.kind() + " at " + classification.stage(), 1, Integer::sum);
      }
    }
    return stages;
  }

  static Duration slowest(Collection<LoadOutcome> outcomes) {
    return outcomes.stream()
        .map(LoadOutcome::took)
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }
}
