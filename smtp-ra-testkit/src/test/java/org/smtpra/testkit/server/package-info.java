/**
 * Shows that each real mail server starts, takes mail and stores it unaltered: what the adapter's
 * tests rely on.
 *
 * <p>May import the testkit's servers, JUnit and the Java platform.
 *
 * <p>Open {@link org.smtpra.testkit.server.RealMailServerContract} first.
 */
@NullMarked
package org.smtpra.testkit.server;

import org.jspecify.annotations.NullMarked;
