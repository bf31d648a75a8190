package org.smtpra.spi;

import java.io.IOException;

/**
 * Gives the tokens with which one user signs in by XOAUTH2 or OAUTHBEARER (RFC 7628).
 *
 * <p>To bring your own, name its class in the property {@code tokenSource}: a public class with a
 * public constructor without parameters, or a provider that a {@code
 * META-INF/services/org.smtpra.spi.TokenSource} lists. It must be visible to the adapter's own
 * class loader, since a connection factory belongs to the server and not to an application.
 *
 * <p>The adapter makes one instance for each user and configuration. It asks for one token at a
 * time, on a thread of the server's WorkManager, however many sessions wait; it keeps a token until
 * shortly before its end, so an implementation needs no cache.
 */
public interface TokenSource {

  /**
   * Fetches a new token. May wait, but not for longer than {@link TokenRequest#timeout()}: then
   * nobody waits for it any more, and its thread is interrupted.
   *
   * @param request for whom, and what an administrator has configured
   * @return a token that a server has not seen refused
   * @throws TokenRefusedException if trying again is of no use until somebody changes something;
   *     its text says what, and holds no secret
   * @throws IOException if there is none now but may be later
   * @throws InterruptedException if nobody waits any more
   */
  AccessToken fetch(TokenRequest request)
      throws TokenRefusedException, IOException, InterruptedException;
}
