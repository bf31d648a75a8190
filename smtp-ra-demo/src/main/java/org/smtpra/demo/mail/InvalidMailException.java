package org.smtpra.demo.mail;

import org.jspecify.annotations.Nullable;

/** A file that cannot be sent; the problem completes the sentence that begins with its name. */
public final class InvalidMailException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String problem;

  InvalidMailException(String problem, @Nullable Exception cause) {
    super(problem, cause);
    this.problem = problem;
  }

  /** What is wrong with the file and what to do. */
  public String problem() {
    return problem;
  }
}
