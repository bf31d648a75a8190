/**
 * Tests of the folder and of what is told about its mails. May import what they test. Open
 * MailFolderTest first.
 */
@NullMarked
package org.smtpra.demo.mail;

import org.jspecify.annotations.NullMarked;
