package org.smtpra.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.smtpra.testkit.TestNanoClock;

class EventFanTest {

  private static final Logger LOGGER = Logger.getLogger("org.smtpra");

  private final TestNanoClock clock = new TestNanoClock();
  private final List<String> warnings = new CopyOnWriteArrayList<>();
  private final List<String> heard = new ArrayList<>();
  private final SmtpEventListener witness =
      new SmtpEventListener() {
        @Override
        public void hostUp(String endpointKey) {
          heard.add(endpointKey);
        }
      };
  private final Handler recorder =
      new Handler() {
        @Override
        public void publish(LogRecord entry) {
          warnings.add(entry.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    LOGGER.addHandler(recorder);
  }

  @AfterEach
  void stop() {
    LOGGER.removeHandler(recorder);
  }

  @Test
  void listenerThatThrowsHindersNobodyAndIsLoggedOnce() {
    SmtpEventListener events =
        EventFan.of(
            clock,
            new SmtpEventListener() {
              @Override
              public void hostUp(String endpointKey) {
                throw new IllegalStateException("a back end is away");
              }
            },
            witness);
    events.hostUp("a:25");
    events.hostUp("b:25");
    assertEquals(List.of("a:25", "b:25"), heard);
    assertEquals(1, warnings.size(), warnings::toString);
    assertTrue(warnings.get(0).contains("EventFanTest"), warnings::toString);
  }

  @Test
  void listenerWhoseClassesAreGoneHindersNobody() {
    SmtpEventListener events =
        EventFan.of(
            clock,
            new SmtpEventListener() {
              @Override
              public void hostUp(String endpointKey) {
                throw new NoClassDefFoundError("of an application that was redeployed");
              }
            },
            witness);
    events.hostUp("a:25");
    assertEquals(List.of("a:25"), heard);
  }

  @Test
  void listenerThatIsSlowThreeTimesInARowIsNotToldAnyMore() {
    List<String> slowHeard = new ArrayList<>();
    SmtpEventListener events = EventFan.of(clock, slow(slowHeard, "slow"), witness);
    for (int i = 0; i < 5; i++) {
      events.hostUp("slow");
    }
    assertEquals(3, slowHeard.size());
    assertEquals(5, heard.size());
    assertEquals(1, warnings.size(), warnings::toString);
  }

  @Test
  void listenerThatWasSlowNowAndThenIsStillTold() {
    List<String> slowHeard = new ArrayList<>();
    SmtpEventListener events = EventFan.of(clock, slow(slowHeard, "slow"));
    for (String host : List.of("slow", "slow", "quick", "slow", "slow", "quick")) {
      events.hostUp(host);
    }
    assertEquals(6, slowHeard.size());
    assertEquals(List.of(), warnings);
  }

  private SmtpEventListener slow(List<String> told, String when) {
    return new SmtpEventListener() {
      @Override
      public void hostUp(String endpointKey) {
        told.add(endpointKey);
        if (endpointKey.equals(when)) {
          clock.advance(Duration.ofNanos(ListenerGuard.SLOW_NANOS));
        }
      }
    };
  }
}
