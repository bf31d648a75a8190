package org.smtpra.config;

/** When content goes by BDAT instead of DATA (RFC 3030). */
public enum Chunking {
  /** Where it saves a round trip, and never to servers that are known to botch it. */
  AUTO,
  /** Never. */
  NEVER,
  /** Wherever it is offered. */
  ALWAYS
}
