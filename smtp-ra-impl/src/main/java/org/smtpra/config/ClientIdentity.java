package org.smtpra.config;

import java.util.List;
import java.util.Optional;

/**
 * How we introduce ourselves to a server.
 *
 * @param ehloName the name in EHLO; empty for the local host's name, found at run time
 * @param localAddress the IP address to connect from; nothing for the system's choice
 * @param saslMechanisms the mechanisms that may be used, in upper case; empty for all
 * @param credentials the factory's own user, for hosts that have none of their own
 */
public record ClientIdentity(
    String ehloName,
    Optional<String> localAddress,
    List<String> saslMechanisms,
    Optional<Credentials> credentials) {

  /** Copies the list. */
  public ClientIdentity {
    saslMechanisms = List.copyOf(saslMechanisms);
  }
}
