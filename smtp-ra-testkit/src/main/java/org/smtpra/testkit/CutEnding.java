package org.smtpra.testkit;

/** How a {@link CutProxy} ends both sides of a connection. */
public enum CutEnding {
  /** In good order: all octets that went through arrive, and later ones go nowhere. */
  FIN,
  /** With RST; octets that the other side has not read yet may be lost, as in life. */
  RST
}
