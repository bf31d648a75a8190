package org.smtpra.demo;

/**
 * Something that is not as it was sent.
 *
 * @param file the mail's file, or the mailbox where no file belongs to what was found
 * @param text what differs
 */
record Difference(String file, String text) {

  @Override
  public String toString() {
    return file + ": " + text;
  }
}
