package org.smtpra.testkit;

/**
 * The part of a session's round trips that one message took, counted from 1. Messages that overlap
 * share round trips.
 *
 * @param first the one that brought the answer to MAIL
 * @param last the one that brought the final reply
 */
public record MessageRoundTrips(int first, int last) {

  /**
   * Counts them.
   *
   * @return at least 1
   */
  public int count() {
    return last - first + 1;
  }
}
