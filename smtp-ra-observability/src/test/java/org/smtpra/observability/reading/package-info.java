/** What becomes of the beans' figures on their way. */
package org.smtpra.observability.reading;
