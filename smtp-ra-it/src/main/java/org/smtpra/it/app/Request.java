package org.smtpra.it.app;

import jakarta.servlet.http.HttpServletRequest;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.smtpra.SmtpConnectionFactory;

/**
 * The parameters of one action.
 *
 * @param http the request they came by
 */
record Request(HttpServletRequest http) {

  String text(String name, String otherwise) {
    String value = http.getParameter(name);
    return value == null ? otherwise : value;
  }

  String text(String name) {
    String value = http.getParameter(name);
    if (value == null) {
      throw new IllegalArgumentException("parameter " + name + " is missing");
    }
    return value;
  }

  boolean has(String name) {
    return http.getParameter(name) != null;
  }

  Letter letter() {
    return letter(text("subject", "Order"));
  }

  Letter letter(String subject) {
    return new Letter(
        text("to", "anna@example.org"), subject, Boolean.parseBoolean(text("multipart", "false")));
  }

  /** The connection factory that the parameter {@code factory} names in JNDI. */
  @SuppressWarnings("BanJNDI") // the name comes from a test
  SmtpConnectionFactory factory() throws NamingException {
    return InitialContext.doLookup(text("factory", "java:comp/env/smtp/main"));
  }
}
