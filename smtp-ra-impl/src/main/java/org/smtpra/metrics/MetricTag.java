package org.smtpra.metrics;

/** What a metric is broken down by. Each has few values: configured hosts, or constants. */
public enum MetricTag {
  /** {@code host:port} of a configured host. */
  HOST("host"),
  /** A constant of {@code SmtpFailureKind}. */
  KIND("kind"),
  /** A constant of {@code SmtpSendStage}. */
  STAGE("stage"),
  /** A constant of {@code SmtpFailureReason}, {@code SessionEnd} or a recipient's disposition. */
  REASON("reason");

  private final String tagName;

  MetricTag(String tagName) {
    this.tagName = tagName;
  }

  /**
   * The name that monitoring shows.
   *
   * @return such as {@code host}
   */
  public String tagName() {
    return tagName;
  }
}
