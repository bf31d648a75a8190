package org.smtpra.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TestNanoClockTest {

  @Test
  void timeMovesOnlyWhenAdvancedAndSurvivesTheOverflow() {
    TestNanoClock clock = new TestNanoClock();
    long start = clock.getAsLong();
    assertEquals(start, clock.getAsLong());

    clock.advance(Duration.ofMinutes(5));

    assertEquals(Duration.ofMinutes(5).toNanos(), clock.getAsLong() - start);
    assertThrows(IllegalArgumentException.class, () -> clock.advance(Duration.ofNanos(-1)));
  }
}
