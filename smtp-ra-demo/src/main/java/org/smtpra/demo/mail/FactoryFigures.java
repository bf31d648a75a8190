package org.smtpra.demo.mail;

/**
 * What the connection factory did for one folder, as one line of text.
 *
 * @param sessionsOpened SMTP sessions opened
 * @param leasesTaken connections borrowed from the server's pool
 */
public record FactoryFigures(long sessionsOpened, long leasesTaken) {

  private static final String PREFIX = "FACTORY ";

  /** What was added since an earlier moment. */
  public FactoryFigures since(FactoryFigures earlier) {
    return new FactoryFigures(
        sessionsOpened - earlier.sessionsOpened, leasesTaken - earlier.leasesTaken);
  }

  /** Tells the line of the figures from that of a mail. */
  public static boolean isLine(String line) {
    return line.startsWith(PREFIX);
  }

  /** The figures as a line without line end. */
  public String toLine() {
    return PREFIX + sessionsOpened + " " + leasesTaken;
  }

  /** Reads a line that {@link #toLine()} wrote. */
  public static FactoryFigures parse(String line) {
    String[] numbers = line.substring(PREFIX.length()).split(" ", -1);
    return new FactoryFigures(Long.parseLong(numbers[0]), Long.parseLong(numbers[1]));
  }
}
