package org.smtpra.demo.mail;

import java.util.List;

/**
 * What became of one mail, as one line of text: so the application tells the runner.
 *
 * @param file the name of the file
 * @param kind {@link #SENT}, {@link #UNUSABLE}, or the kind of the adapter's failure
 * @param millis how long it took
 * @param messageId the Message-ID under which it went, empty if unknown
 * @param text the server's reply, or what is wrong and what to do
 */
public record MailOutcome(String file, String kind, long millis, String messageId, String text) {

  /** The server took the mail. */
  public static final String SENT = "SENT";

  /** The file was not handed to the adapter. */
  public static final String UNUSABLE = "UNUSABLE_FILE";

  private static final int FIELDS = 5;

  /** Whether the server took the mail. */
  public boolean sent() {
    return kind.equals(SENT);
  }

  /** The outcome as a line without line end. */
  public String toLine() {
    List<String> fields = List.of(file, kind, Long.toString(millis), messageId, text);
    return String.join("\t", fields.stream().map(MailOutcome::plain).toList());
  }

  private static String plain(String field) {
    return field.replaceAll("\\p{Cntrl}+", " ");
  }

  /**
   * Reads a line.
   *
   * @throws IllegalArgumentException if it was not written by {@link #toLine()}
   */
  public static MailOutcome parse(String line) {
    String[] fields = line.split("\t", -1);
    if (fields.length != FIELDS) {
      throw new IllegalArgumentException("not the outcome of a mail: " + line);
    }
    return new MailOutcome(fields[0], fields[1], Long.parseLong(fields[2]), fields[3], fields[4]);
  }
}
