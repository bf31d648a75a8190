package org.smtpra.testkit.sweep;

/** Where something is shown. */
public enum Outlet {
  /** An attribute of a bean, or its description. */
  ATTRIBUTE,
  /** What an operation of a bean has answered. */
  OPERATION,
  /** A notification of a bean. */
  NOTIFICATION,
  /** An event of a flight recording. */
  EVENT,
  /** A text that a test has at hand, such as a report. */
  TEXT
}
