/**
 * Tests of fetching tokens: a scripted endpoint over real HTTP, a clock that the test moves.
 *
 * <p>Imports JUnit, the testkit and the package under test. Open {@link
 * org.smtpra.token.TokenStoreTest} first.
 */
@NullMarked
package org.smtpra.token;

import org.jspecify.annotations.NullMarked;
