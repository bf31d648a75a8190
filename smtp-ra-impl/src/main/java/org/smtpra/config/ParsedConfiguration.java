package org.smtpra.config;

import java.util.List;

/**
 * A configuration without problems, and what an administrator should nevertheless know about it.
 *
 * @param configuration the configuration
 * @param warnings one sentence each, without secrets; to be logged once
 * @param credentials the users and passwords, which may change while the rest may not
 * @param texts what was set, and where
 */
public record ParsedConfiguration(
    SmtpConfiguration configuration,
    List<String> warnings,
    ConfiguredCredentials credentials,
    PropertyTexts texts) {

  /** Copies the list. */
  public ParsedConfiguration {
    warnings = List.copyOf(warnings);
  }
}
