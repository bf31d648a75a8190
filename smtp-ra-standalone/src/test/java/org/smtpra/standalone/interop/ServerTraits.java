package org.smtpra.standalone.interop;

import java.util.List;

/**
 * What the scenarios must know about a server, beside how to start it.
 *
 * @param mechanisms the SASL mechanisms it offers and we support
 * @param smtpUtf8 whether it offers SMTPUTF8
 * @param modes the ways to put a message on the wire that differ with what it offers
 * @param sizeLimit the setting for the longest message, with {@code %d} for the octets
 * @param extraLines more lines of its configuration
 * @param connected what it logs for each connection, a regular expression
 * @param signInRefused what it logs for each refused sign-in, a regular expression
 */
record ServerTraits(
    List<String> mechanisms,
    boolean smtpUtf8,
    List<WireMode> modes,
    String sizeLimit,
    List<String> extraLines,
    String connected,
    String signInRefused) {}
