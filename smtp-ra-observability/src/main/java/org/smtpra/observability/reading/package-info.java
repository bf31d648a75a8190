/**
 * What the adapter's beans in JMX say, as plain values.
 *
 * <p>Imports the JDK only. Open {@link org.smtpra.observability.reading.Factories} first.
 */
@NullMarked
package org.smtpra.observability.reading;

import org.jspecify.annotations.NullMarked;
