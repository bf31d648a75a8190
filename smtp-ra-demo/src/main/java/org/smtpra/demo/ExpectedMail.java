package org.smtpra.demo;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.smtpra.demo.mail.InvalidMailException;
import org.smtpra.demo.mail.MailFile;

/**
 * A mail that was reported as sent.
 *
 * @param file where it came from
 * @param messageId the Message-ID it went under
 * @param mailboxes who is to have a copy, in lower case
 */
record ExpectedMail(MailFile file, String messageId, Set<String> mailboxes) {

  private static final List<String> ADDED_IF_MISSING = List.of("Message-ID", "Date");
  private static final List<String> NEVER_SENT = List.of("Bcc", "Resent-Bcc");

  static ExpectedMail of(MailFile file, String messageId) throws InvalidMailException {
    Set<String> mailboxes = new TreeSet<>();
    file.recipients().forEach(recipient -> mailboxes.add(recipient.toLowerCase(Locale.ROOT)));
    return new ExpectedMail(file, messageId, mailboxes);
  }

  /** How a copy differs from the file; an empty text if it does not. */
  String differenceOf(RawMail received) throws InvalidMailException {
    for (String hidden : NEVER_SENT) {
      if (received.has(hidden)) {
        return "the header shows " + hidden + ": " + received.value(hidden);
      }
    }
    RawMail expected = RawMail.of(file.octets());
    RawMail actual = received;
    for (String hidden : NEVER_SENT) {
      expected = expected.without(hidden);
    }
    for (String added : ADDED_IF_MISSING) {
      if (!received.has(added)) {
        return "there is no " + added;
      }
      if (!expected.has(added)) {
        actual = actual.without(added);
      }
    }
    return firstDifference(expected.text(), actual.text());
  }

  private static String firstDifference(String expected, String actual) {
    if (expected.equals(actual)) {
      return "";
    }
    int at = 0;
    int shorter = Math.min(expected.length(), actual.length());
    while (at < shorter && expected.charAt(at) == actual.charAt(at)) {
      at++;
    }
    return String.format(
        Locale.ROOT,
        "octet %d of %d differs: expected \"%s\", received \"%s\"",
        at + 1,
        expected.length(),
        excerpt(expected, at),
        excerpt(actual, at));
  }

  private static String excerpt(String text, int at) {
    String cut = text.substring(at, Math.min(at + 40, text.length()));
    return cut.replace("\r", "\\r").replace("\n", "\\n");
  }
}
