/**
 * Proves the test doors with plain sockets and with a client of somebody else.
 *
 * <p>May import everything. Open {@link org.smtpra.testkit.CorrectConversationTest} first.
 */
@NullMarked
package org.smtpra.testkit;

import org.jspecify.annotations.NullMarked;
