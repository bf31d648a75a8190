/**
 * Tests of the wire's text and octets, by tables, hostile input and properties.
 *
 * <p>Imports JUnit, jqwik and the package under test. Open {@link
 * org.smtpra.protocol.ReplyParserTest} first.
 */
@NullMarked
package org.smtpra.protocol;

import org.jspecify.annotations.NullMarked;
