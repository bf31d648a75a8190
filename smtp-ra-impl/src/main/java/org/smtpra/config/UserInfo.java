package org.smtpra.config;

import java.util.Set;

/** A user and password that somebody has put into an address, where they are not allowed. */
final class UserInfo {

  private static final Set<SmtpProperty> ADDRESSES =
      Set.of(SmtpProperty.TOKEN_ENDPOINT, SmtpProperty.TOKEN_PROXY);

  private UserInfo() {}

  /**
   * What a problem may show of a property's text: of an address nothing in front of the at-sign.
   */
  static String hidden(SmtpProperty property, String text) {
    int at = ADDRESSES.contains(property) ? text.lastIndexOf('@') : -1;
    return at < 0 ? text : "***" + text.substring(at);
  }
}
