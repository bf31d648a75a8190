package org.smtpra.event;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.smtpra.SmtpSendStage;

class ConversationTimesTest {

  private static final List<SmtpSendStage> STAGES = List.of(SmtpSendStage.values());

  @Test
  void stagesAreInTheOrderOfTheConversationWhateverTheirOrderWas() {
    Map<SmtpSendStage, Duration> backwards = new LinkedHashMap<>();
    for (int i = STAGES.size() - 1; i >= 0; i--) {
      backwards.put(STAGES.get(i), Duration.ofMillis(i));
    }
    ConversationTimes times = new ConversationTimes(backwards, 2);
    backwards.clear();
    assertEquals(STAGES, List.copyOf(times.stages().keySet()));
  }

  @Test
  void workThatReachedNoStageHasNone() {
    assertEquals(Map.of(), new ConversationTimes(new LinkedHashMap<>(), 0).stages());
  }
}
