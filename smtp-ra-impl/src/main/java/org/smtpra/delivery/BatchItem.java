package org.smtpra.delivery;

import jakarta.mail.internet.MimeMessage;

/**
 * A message of a batch whose turn has come.
 *
 * @param index its place in the batch
 * @param message the caller's object
 * @param prepared what is sent of it
 */
record BatchItem(int index, MimeMessage message, PreparedMessage prepared) {}
