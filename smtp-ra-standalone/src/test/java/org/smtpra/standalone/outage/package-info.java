/**
 * The outage scenarios that MailKit.Pooling publishes figures of, played on the stand-alone pool
 * with the same numbers of sends, workers and seconds.
 *
 * <p>Imports the API, the pool and the testkit. Open {@link
 * org.smtpra.standalone.outage.OutageFigures} first: it writes the page.
 */
@NullMarked
package org.smtpra.standalone.outage;

import org.jspecify.annotations.NullMarked;
