/**
 * The folder of mails and what became of each: shared by the application and by the runner. May
 * import Jakarta Mail only. Open MailFolder first.
 */
@NullMarked
package org.smtpra.demo.mail;

import org.jspecify.annotations.NullMarked;
