package org.smtpra.standalone.interop;

import java.util.List;
import java.util.stream.Stream;

/** The ways to put a message on the wire; a server that lacks an extension gets the plain way. */
enum WireMode {
  DEFAULTS(),
  LOCKSTEP("pipelining", "NONE", "chunking", "NEVER"),
  DATA_WITH_RECIPIENTS("pipelineData", "ALWAYS", "chunking", "NEVER"),
  BDAT("chunking", "ALWAYS"),
  /** One flush a message, where it has one recipient. */
  FULL("pipelining", "FULL");

  @SuppressWarnings("ImmutableEnumChecker") // List.of
  private final List<String> properties;

  WireMode(String... properties) {
    this.properties = List.of(properties);
  }

  /** Names and values, these and others. */
  String[] and(String... more) {
    return Stream.concat(properties.stream(), Stream.of(more)).toArray(String[]::new);
  }
}
