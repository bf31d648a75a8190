package org.smtpra;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;

/**
 * One reply of a server. Immutable and thread safe.
 *
 * @param code the three-digit code, 200 to 599 (RFC 5321 section 4.2)
 * @param enhancedCode the enhanced status code, for instance {@code 5.7.1} (RFC 3463), or an empty
 *     text where the reply has none
 * @param lines the text of each line, without code and enhanced code; control characters are
 *     already taken out
 */
public record SmtpReply(int code, String enhancedCode, List<String> lines) implements Serializable {

  /** Copies the lines. */
  public SmtpReply {
    Objects.requireNonNull(enhancedCode, "enhancedCode");
    lines = List.copyOf(lines);
  }

  /**
   * Tells whether the command was done.
   *
   * @return true for 2xx
   */
  public boolean isPositive() {
    return code / 100 == 2;
  }

  /**
   * Tells whether the server waits for more.
   *
   * @return true for 3xx
   */
  public boolean isIntermediate() {
    return code / 100 == 3;
  }

  /**
   * Tells whether the refusal is for now.
   *
   * @return true for 4xx
   */
  public boolean isTransientRefusal() {
    return code / 100 == 4;
  }

  /**
   * Tells whether the refusal is for good.
   *
   * @return true for 5xx
   */
  public boolean isPermanentRefusal() {
    return code / 100 == 5;
  }

  /** The reply on one line, as a person reads it. */
  @Override
  public String toString() {
    String text = String.join(" / ", lines);
    return enhancedCode.isEmpty() ? code + " " + text : code + " " + enhancedCode + " " + text;
  }
}
