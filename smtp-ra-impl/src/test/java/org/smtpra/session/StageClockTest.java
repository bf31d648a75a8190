package org.smtpra.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.smtpra.SmtpSendStage;
import org.smtpra.event.ConversationTimes;

class StageClockTest {

  private long now = -5;
  private final StageClock clock = new StageClock(() -> now);

  @Test
  void timeBelongsToTheStageThatTheWorkIsIn() {
    now = 100;
    clock.at(SmtpSendStage.MAIL_FROM);
    now = 130;
    clock.at(SmtpSendStage.RCPT_TO);
    now = 140;
    clock.at(SmtpSendStage.RCPT_TO);
    now = 145;
    clock.at(SmtpSendStage.MAIL_FROM);
    now = 155;
    assertEquals(
        Map.of(
            SmtpSendStage.MAIL_FROM, Duration.ofNanos(40),
            SmtpSendStage.RCPT_TO, Duration.ofNanos(15)),
        clock.stop().stages());
  }

  @Test
  void timeBetweenTwoPiecesOfWorkBelongsToNone() {
    clock.at(SmtpSendStage.FINAL_REPLY);
    now = 0;
    clock.stop();
    now = 1_000_000;
    clock.at(SmtpSendStage.MAIL_FROM);
    now = 1_000_007;
    assertEquals(Map.of(SmtpSendStage.MAIL_FROM, Duration.ofNanos(7)), clock.stop().stages());
  }

  @Test
  void repliesToCommandsWrittenTogetherTakeOneRoundTrip() {
    clock.wrote();
    clock.wrote();
    clock.reads();
    clock.reads();
    clock.wrote();
    clock.reads();
    assertEquals(2, clock.stop().roundTrips());
    assertEquals(new ConversationTimes(Map.of(), 0), clock.stop());
  }
}
