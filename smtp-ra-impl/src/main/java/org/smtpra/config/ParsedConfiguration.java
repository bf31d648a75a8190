package org.smtpra.config;

import java.util.List;

/**
 * A configuration without problems, and what an administrator should nevertheless know about it.
 *
 * @param configuration the configuration
 * @param warnings one sentence each, without secrets; to be logged once
 */
public record ParsedConfiguration(SmtpConfiguration configuration, List<String> warnings) {

  /** Copies the list. */
  public ParsedConfiguration {
    warnings = List.copyOf(warnings);
  }
}
