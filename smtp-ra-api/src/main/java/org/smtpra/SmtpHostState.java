package org.smtpra;

/**
 * Whether new sessions to a host may be opened. Constants may be added: have a default branch.
 * Sessions that are open already are used whatever the state.
 */
public enum SmtpHostState {
  /** New sessions are opened when they are needed. */
  AVAILABLE,
  /** The host has failed lately and is left alone for a while. */
  COOLING_DOWN,
  /** A pause is over, and a single session is being tried. */
  PROBING,
  /** An administrator has taken the host out: no new sessions, and the existing ones retire. */
  DRAINED
}
