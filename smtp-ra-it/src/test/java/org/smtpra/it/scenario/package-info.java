/**
 * The acceptance scenarios: what a developer and an administrator see of smtp-ra on a real server.
 *
 * <p>Imports the server package, the testkit and the public API. Open {@link
 * org.smtpra.it.scenario.InjectionIT} first.
 */
@NullMarked
package org.smtpra.it.scenario;

import org.jspecify.annotations.NullMarked;
