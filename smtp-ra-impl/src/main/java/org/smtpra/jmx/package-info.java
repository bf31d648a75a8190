/**
 * What a connection factory shows in JMX: the MXBean and the rows of its attributes.
 *
 * <p>Imports the API, delivery and metrics. Open {@link org.smtpra.jmx.SmtpConnectionFactoryMXBean}
 * first.
 */
@NullMarked
package org.smtpra.jmx;

import org.jspecify.annotations.NullMarked;
