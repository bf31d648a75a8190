package org.smtpra.testkit;

import java.util.Optional;

/**
 * Decides at each occurrence of a stage whether a fault is due, where a test cannot plant it ahead:
 * because it depends on what the server does at that moment. Called by the threads of all sessions.
 */
@FunctionalInterface
public interface FaultSource {

  /** The fault to play now, or nothing for the correct reply. */
  Optional<Fault> due(Stage stage);
}
