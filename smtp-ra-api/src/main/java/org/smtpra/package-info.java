/**
 * What applications compile against: inject {@link org.smtpra.SmtpConnectionFactory}, send, read
 * the result.
 *
 * <p>Imports Jakarta Mail and the JDK, nothing else. Open {@link org.smtpra.SmtpConnectionFactory}
 * first, then {@link org.smtpra.SmtpSendFailedException}.
 */
@NullMarked
package org.smtpra;

import org.jspecify.annotations.NullMarked;
