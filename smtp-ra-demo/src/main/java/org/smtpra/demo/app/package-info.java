/**
 * The application in the WAR: what a user of the adapter would write, with the status page around
 * it. May import the adapter's API, Jakarta EE and the mail package. Open MailSender first.
 */
@NullMarked
package org.smtpra.demo.app;

import org.jspecify.annotations.NullMarked;
