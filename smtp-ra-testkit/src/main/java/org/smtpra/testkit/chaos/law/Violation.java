package org.smtpra.testkit.chaos.law;

import java.util.OptionalInt;

/**
 * A law that was broken.
 *
 * @param law its name
 * @param message the number of the message it was broken at, if it is about one
 * @param text what is wrong
 */
public record Violation(String law, OptionalInt message, String text) {

  static Violation of(Law law, int message, String text) {
    return new Violation(law.getClass().getSimpleName(), OptionalInt.of(message), text);
  }

  static Violation of(Law law, String text) {
    return new Violation(law.getClass().getSimpleName(), OptionalInt.empty(), text);
  }

  @Override
  public String toString() {
    return law + (message.isPresent() ? ", message " + message.getAsInt() : "") + ": " + text;
  }
}
