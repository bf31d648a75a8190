package org.smtpra.token;

import java.io.IOException;
import java.util.Map;
import org.smtpra.spi.TokenRefusedException;

/** What one grant posts to the token endpoint (RFC 6749). Thread safe. */
interface GrantForm {

  /**
   * The form for one token, in order.
   *
   * @throws TokenRefusedException if something on our side cannot be used
   * @throws IOException if it cannot be read now
   */
  Map<String, String> fields() throws TokenRefusedException, IOException;

  /**
   * Hears that a token was given.
   *
   * @param answer the endpoint's JSON
   */
  default void granted(Map<String, Object> answer) {}
}
