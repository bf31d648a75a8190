package org.smtpra.flight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.SmtpSendStage;
import org.smtpra.event.ConversationTimes;
import org.smtpra.event.SmtpEventListener;
import org.smtpra.failure.FailureCause;
import org.smtpra.failure.FailureTable;

class FlightRecordingTest {

  private static final ConversationTimes NO_TIMES = new ConversationTimes(Map.of(), 0);

  private final SmtpEventListener listener = FlightRecording.whereAvailable();

  @TempDir private Path folder;

  private List<RecordedEvent> recorded(Runnable work) throws IOException {
    Path file = folder.resolve("flight.jfr");
    try (Recording recording = new Recording()) {
      recording.start();
      work.run();
      recording.stop();
      recording.dump(file);
    }
    return RecordingFile.readAllEvents(file).stream()
        .filter(event -> event.getEventType().getName().startsWith("org.smtpra."))
        .toList();
  }

  private static RecordedEvent only(List<RecordedEvent> events, String name) {
    List<RecordedEvent> found =
        events.stream().filter(event -> event.getEventType().getName().equals(name)).toList();
    assertEquals(1, found.size(), events::toString);
    return found.get(0);
  }

  @Test
  void recorderOfThisRuntimeIsFound() {
    assertInstanceOf(FlightRecording.class, listener);
  }

  @Test
  void outageIsRecordedFromConnectToCooldown() throws IOException {
    List<RecordedEvent> events =
        recorded(
            () -> {
              listener.sessionOpenFailed(
                  "a:25", FailureTable.before(SmtpSendStage.GREETING, FailureCause.TIMEOUT));
              listener.hostDown("a:25", 2, Duration.ofSeconds(30), "it did not greet anna");
            });
    RecordedEvent connect = only(events, "org.smtpra.Connect");
    assertEquals("a:25", connect.getString("host"));
    assertEquals("GREETING", connect.getString("stage"));
    assertEquals("TIMEOUT", connect.getString("outcome"));
    RecordedEvent cooldown = only(events, "org.smtpra.Cooldown");
    assertEquals(Duration.ofSeconds(30), cooldown.getDuration("nanos"));
    assertEquals(2, cooldown.getInt("failures"));
    assertEquals(2, events.size());
  }

  @Test
  void sendIsRecordedWithLeaseSessionAndOutcome() throws IOException {
    SmtpSendFailedException failure =
        SmtpSendFailedException.builder(
                "x", FailureTable.before(SmtpSendStage.RCPT_TO, FailureCause.CONNECTION_LOST))
            .endpointKey("a:25")
            .attempts(2)
            .build();
    List<RecordedEvent> events =
        recorded(
            () -> {
              listener.leaseAwaited(Duration.ofMillis(5));
              listener.sessionOpened("a:25", Duration.ofMillis(40), NO_TIMES);
              listener.messageFailed(failure, Duration.ofMillis(70));
            });
    assertEquals(Duration.ofMillis(5), only(events, "org.smtpra.Lease").getDuration("nanos"));
    assertEquals("OK", only(events, "org.smtpra.Connect").getString("outcome"));
    RecordedEvent send = only(events, "org.smtpra.Send");
    assertEquals("CONNECTION_LOST", send.getString("outcome"));
    assertEquals(2, send.getInt("attempts"));
    assertEquals(Duration.ofMillis(70), send.getDuration("nanos"));
  }

  @Test
  void nothingIsRecordedWhileNoRecordingIsOn() throws IOException {
    listener.sessionOpened("before:25", Duration.ZERO, NO_TIMES);
    assertEquals(List.of(), recorded(() -> {}));
  }
}
