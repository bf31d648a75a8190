package org.smtpra.testkit;

/**
 * How a line of the client came.
 *
 * @param start how many octets precede it
 * @param early whether it came before the reply to what precedes it was written
 * @param afterFarewell whether it came after a 421 or 521 was written
 */
record LineOrigin(long start, boolean early, boolean afterFarewell) {}
