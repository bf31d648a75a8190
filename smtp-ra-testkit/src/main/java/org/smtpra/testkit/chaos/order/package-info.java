/**
 * What the callers of a chaos run send, and what each was told. Everything about a message follows
 * from the seed and its number, so that any process can make it, and the checker knows its octets.
 *
 * <p>May import the API and Jakarta Mail. Open {@link org.smtpra.testkit.chaos.order.MailOrder}
 * first, then {@link org.smtpra.testkit.chaos.order.CallOutcome}.
 */
@NullMarked
package org.smtpra.testkit.chaos.order;

import org.jspecify.annotations.NullMarked;
