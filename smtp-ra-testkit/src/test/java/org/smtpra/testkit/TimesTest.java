package org.smtpra.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 63, 64, 65, 127, 128, 999, 1_000_000, 123_456_789_012L})
  void aTimeIsToldToWithinTwoPercent(long nanos) {
    Times times = new Times();
    times.add(nanos);
    long told = times.quantile(0.5);
    assertTrue(told >= nanos && told <= nanos * 1.02, () -> nanos + " is told as " + told);
  }

  @Test
  void quantilesStandWhereTheyBelong() {
    Times times = new Times();
    for (int nanos = 1; nanos <= 50; nanos++) {
      times.add(nanos);
    }
    assertEquals(25, times.quantile(0.5));
    assertEquals(50, times.quantile(0.99));
    assertEquals(1, times.quantile(0));
  }

  @Test
  void whatWasWrittenIsReadAndAdded() {
    Times times = new Times();
    times.add(7);
    times.add(5_000_000);
    times.addAll(Times.parse(times.text()));
    assertEquals(4, times.count());
    assertEquals(7, times.quantile(0.5));
    assertEquals(0, Times.parse("").count());
  }
}
