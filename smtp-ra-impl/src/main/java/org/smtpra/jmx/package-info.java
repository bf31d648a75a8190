/**
 * What a connection factory shows in JMX: the MXBean, the rows of its attributes, and what it tells
 * its listeners of each message.
 *
 * <p>Imports the API, delivery and metrics. Open {@link org.smtpra.jmx.SmtpConnectionFactoryMXBean}
 * first.
 */
@NullMarked
package org.smtpra.jmx;

import org.jspecify.annotations.NullMarked;
