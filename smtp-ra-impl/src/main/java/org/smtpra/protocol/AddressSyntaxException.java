package org.smtpra.protocol;

/** What is wrong in a part of an address, and where in that part. */
final class AddressSyntaxException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String problem;
  private final int index;

  AddressSyntaxException(String problem, int index) {
    super(problem);
    this.problem = problem;
    this.index = index;
  }

  String problem() {
    return problem;
  }

  int index() {
    return index;
  }
}
