package org.smtpra.auth;

/** User name and password of one sign-in; printed without either's secret part. */
record Credentials(String userName, String password) {

  /** RFC 4616 section 2: NUL separates the parts, so neither may hold one. */
  void check() throws SaslFailureException {
    if (userName.indexOf('\0') >= 0) {
      throw new SaslFailureException("the user name holds a NUL character");
    }
    if (password.indexOf('\0') >= 0) {
      throw new SaslFailureException("the password holds a NUL character");
    }
  }

  @Override
  public String toString() {
    return "Credentials[userName=" + userName + ", password=***]";
  }
}
