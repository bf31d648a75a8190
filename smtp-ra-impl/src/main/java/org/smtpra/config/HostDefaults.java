package org.smtpra.config;

import java.util.OptionalInt;

/**
 * What a host has where it says nothing of its own.
 *
 * @param security whether and how TLS is used
 * @param port nothing for the usual one
 * @param signOn reads its user, whose token may be the factory's
 */
record HostDefaults(Security security, OptionalInt port, SignOnReader signOn) {}
