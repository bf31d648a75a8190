package org.smtpra.config;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration that cannot be used. The message lists every problem on a line of its own. */
public final class InvalidConfigurationException extends Exception {

  private final List<ConfigurationProblem> problems;

  /**
   * Reports problems.
   *
   * @param problems all that were found, at least one
   */
  public InvalidConfigurationException(List<ConfigurationProblem> problems) {
    super(message(problems));
    this.problems = List.copyOf(problems);
  }

  private static String message(List<ConfigurationProblem> problems) {
    return problems.stream()
        .map(ConfigurationProblem::toString)
        .collect(
            Collectors.joining(
                "\n  ", "The SMTP connection factory is not configured correctly:\n  ", ""));
  }

  /**
   * All problems, so that they can be mended in one go.
   *
   * @return at least one
   */
  public List<ConfigurationProblem> problems() {
    return problems;
  }
}
