package org.smtpra.testkit.chaos.law;

import java.util.Map;

/**
 * The factory's figures at one moment of a run, and what the callers knew around it.
 *
 * @param figures events and levels by the metric's name, those of all tags added up
 * @param returnedBefore calls that had returned before the figures were read
 * @param countedBefore those of them which the counters must have
 * @param begunAfter calls that had begun when the figures were read
 */
public record FigureSample(
    Map<String, Long> figures, int returnedBefore, int countedBefore, int begunAfter) {

  /** Copies the map. */
  public FigureSample {
    figures = Map.copyOf(figures);
  }

  /** 0 for one that nothing has happened to. */
  long of(String metric) {
    return figures.getOrDefault("smtpra." + metric, 0L);
  }
}
