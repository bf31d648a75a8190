package org.smtpra.jmx;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.management.openmbean.CompositeData;
import org.jspecify.annotations.Nullable;
import org.smtpra.SmtpFailureClassification;
import org.smtpra.SmtpSendStage;
import org.smtpra.event.ConversationTimes;

/** The steps of the message that a thread is sending. Thread safe. */
final class SendJournal {

  /** A caller that waits through a long outage tries again and again. */
  static final int MOST_STEPS = 100;

  private final Clock clock;

  /** The JDK's types only: what a thread of the server's keeps must not keep our classes. */
  @SuppressWarnings("ThreadLocalUsage") // one for each configuration, not for ever
  private final ThreadLocal<@Nullable List<CompositeData>> steps = new ThreadLocal<>();

  /** Of messages whose turn on this thread comes again, by their identity. */
  @SuppressWarnings("ThreadLocalUsage")
  private final ThreadLocal<@Nullable Map<String, List<CompositeData>>> resting =
      new ThreadLocal<>();

  SendJournal(Clock clock) {
    this.clock = clock;
  }

  /**
   * One step.
   *
   * @param what it is
   * @param stage a constant of {@code SmtpSendStage}; an empty text for none
   * @param reason of a failure; an empty text for none
   * @param endpointKey the host; an empty text for none
   */
  record Step(NoticeStep what, String stage, String reason, String endpointKey) {

    static Step of(NoticeStep what) {
      return new Step(what, "", "", "");
    }

    static Step failed(NoticeStep what, SmtpFailureClassification why, String endpointKey) {
      return new Step(what, why.stage().name(), why.reason().name(), endpointKey);
    }
  }

  /** A message begins, or goes on where it rested. */
  void begin(String messageId) {
    List<CompositeData> before = null;
    Map<String, List<CompositeData>> all = resting.get();
    if (all != null) {
      before = all.remove(messageId);
      if (all.isEmpty()) {
        resting.remove();
      }
    }
    steps.set(before == null ? new ArrayList<>() : before);
  }

  /** The steps so far are kept; whoever rests begins again on this thread. */
  void rest(String messageId) {
    List<CompositeData> ours = steps.get();
    if (ours != null) {
      Map<String, List<CompositeData>> all = resting.get();
      if (all == null) {
        all = new HashMap<>();
        resting.set(all);
      }
      all.put(messageId, ours);
    }
  }

  void end() {
    steps.remove();
  }

  CompositeData[] steps() {
    List<CompositeData> ours = steps.get();
    return ours == null ? new CompositeData[0] : ours.toArray(CompositeData[]::new);
  }

  /** Nanoseconds since 1970, as tracers count: they last until 2262. */
  static long nanos(Instant time) {
    return TimeUnit.SECONDS.toNanos(time.getEpochSecond()) + time.getNano();
  }

  /** A step that has just ended. */
  void ended(Step step, Duration took) {
    note(step, clock.instant().minus(took), took);
  }

  /** A step that begins now. */
  void begins(Step step, Duration takes) {
    note(step, clock.instant(), takes);
  }

  /** Stages one after the other, the last of which has just ended. */
  void stages(String endpointKey, ConversationTimes times) {
    Duration all = times.stages().values().stream().reduce(Duration.ZERO, Duration::plus);
    Instant began = clock.instant().minus(all);
    for (SmtpSendStage stage : SmtpSendStage.values()) {
      Duration took = times.stages().get(stage);
      if (took != null) {
        note(new Step(NoticeStep.STAGE, stage.name(), "", endpointKey), began, took);
        began = began.plus(took);
      }
    }
  }

  private void note(Step step, Instant began, Duration took) {
    List<CompositeData> ours = steps.get();
    if (ours != null && ours.size() < MOST_STEPS) {
      ours.add(
          NoticeRow.step(
              Map.of(
                  "step", step.what().name(),
                  "stage", step.stage(),
                  "reason", step.reason(),
                  "endpointKey", step.endpointKey(),
                  "startedAtNanos", nanos(began),
                  "nanos", took.toNanos())));
    }
  }
}
