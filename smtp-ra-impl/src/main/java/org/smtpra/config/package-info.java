/**
 * The configuration of a connection factory: the table of properties, the records they become, and
 * the parser that reports all problems at once.
 *
 * <p>Imports the API ({@code org.smtpra}) and the JDK, nothing else. Open {@link
 * org.smtpra.config.SmtpProperty} first, then {@link org.smtpra.config.ConfigurationParser}.
 */
@NullMarked
package org.smtpra.config;

import org.jspecify.annotations.NullMarked;
