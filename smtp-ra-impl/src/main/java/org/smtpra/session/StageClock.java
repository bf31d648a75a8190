package org.smtpra.session;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.smtpra.SmtpSendStage;
import org.smtpra.event.ConversationTimes;

/**
 * Measures a piece of work: how long each stage takes, and how often the direction turns from
 * writing to reading. One thread at a time.
 */
final class StageClock {

  private final LongSupplier nanoTime;
  private final Map<SmtpSendStage, Duration> stages = new EnumMap<>(SmtpSendStage.class);
  private @Nullable SmtpSendStage stage;
  private long since;
  private boolean spoke;
  private int roundTrips;

  StageClock(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** The work is in this stage from now on. */
  void at(SmtpSendStage now) {
    if (now == stage) {
      return;
    }
    endStage();
    stage = now;
  }

  private void endStage() {
    long time = nanoTime.getAsLong();
    if (stage != null) {
      stages.merge(stage, Duration.ofNanos(time - since), Duration::plus);
    }
    since = time;
  }

  void wrote() {
    spoke = true;
  }

  void reads() {
    if (spoke) {
      roundTrips++;
      spoke = false;
    }
  }

  /** The work is over: gives its times, and is ready for the next. */
  ConversationTimes stop() {
    endStage();
    ConversationTimes result = new ConversationTimes(stages, roundTrips);
    stages.clear();
    stage = null;
    spoke = false;
    roundTrips = 0;
    return result;
  }
}
