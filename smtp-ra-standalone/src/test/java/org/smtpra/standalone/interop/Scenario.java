package org.smtpra.standalone.interop;

/** What a group of scenarios needs. */
interface Scenario {

  /** The server that all scenarios share; each leaves it running. */
  ServerUnderTest server();
}
