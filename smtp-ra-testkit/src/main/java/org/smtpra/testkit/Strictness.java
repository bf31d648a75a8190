package org.smtpra.testkit;

import java.time.Duration;
import java.util.Set;

/**
 * What the server lets pass, and how closely it looks.
 *
 * @param tolerated the rules that are not watched
 * @param collect how long the server waits for more octets before it writes a reply
 */
record Strictness(Set<ClientRule> tolerated, Duration collect) {

  Strictness {
    tolerated = Set.copyOf(tolerated);
  }
}
