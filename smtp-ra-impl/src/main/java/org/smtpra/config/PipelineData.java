package org.smtpra.config;

/** When DATA may go out together with several recipients that must all be accepted. */
public enum PipelineData {
  /** Only where there is one recipient: a refusal then costs nothing. */
  ONE_RECIPIENT,
  /** Always: saves a round trip, and costs the session whenever one of several is refused. */
  ALWAYS
}
