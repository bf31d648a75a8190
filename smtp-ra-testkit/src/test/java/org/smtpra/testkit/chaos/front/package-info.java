/** Tests of the network in front of the servers. */
@NullMarked
package org.smtpra.testkit.chaos.front;

import org.jspecify.annotations.NullMarked;
