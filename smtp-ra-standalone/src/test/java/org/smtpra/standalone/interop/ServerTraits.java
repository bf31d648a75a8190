package org.smtpra.standalone.interop;

import java.util.List;
import java.util.Set;

/**
 * What the scenarios must know about a server, beside how to start it.
 *
 * @param mechanisms the SASL mechanisms it offers and we support
 * @param shortcomings what is expected otherwise of it
 * @param modes the ways to put a message on the wire that differ with what it offers
 * @param sizeLimit the setting for the longest message, with {@code %d} for the octets
 * @param extraLines more lines of its configuration
 * @param connected what it logs for each connection, a regular expression
 * @param signInRefused what it logs for each refused sign-in, a regular expression
 */
record ServerTraits(
    List<String> mechanisms,
    Set<Shortcoming> shortcomings,
    List<WireMode> modes,
    String sizeLimit,
    List<String> extraLines,
    String connected,
    String signInRefused) {

  ServerTraits {
    shortcomings = Set.copyOf(shortcomings);
  }

  boolean have(Shortcoming shortcoming) {
    return shortcomings.contains(shortcoming);
  }
}
