/**
 * Tests of the choice of hosts: with a clock that the test moves and chance that the test decides.
 * Open {@link org.smtpra.host.HostRegistryTest} first.
 */
@NullMarked
package org.smtpra.host;

import org.jspecify.annotations.NullMarked;
