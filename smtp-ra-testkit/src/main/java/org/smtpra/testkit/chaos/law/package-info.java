/**
 * What must be true after a chaos run: one class for each law, each working on a record of the run
 * and nothing else, so that a test can hand it a record that lies.
 *
 * <p>May import {@code order}, {@code host} and {@code org.smtpra.testkit}. Open {@link
 * org.smtpra.testkit.chaos.law.Law} first, then {@link
 * org.smtpra.testkit.chaos.law.ExactlyOneCopy}.
 */
@NullMarked
package org.smtpra.testkit.chaos.law;

import org.jspecify.annotations.NullMarked;
