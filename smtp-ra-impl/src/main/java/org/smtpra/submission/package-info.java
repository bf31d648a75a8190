/**
 * Messages sent in the background: the bounded queue, its workers, and what tells the caller.
 *
 * <p>Imports delivery and what is below it. Open {@link org.smtpra.submission.Submissions} first;
 * that nobody is told a lie about a message that he calls off is {@link
 * org.smtpra.delivery.Recall}'s work.
 */
@NullMarked
package org.smtpra.submission;

import org.jspecify.annotations.NullMarked;
