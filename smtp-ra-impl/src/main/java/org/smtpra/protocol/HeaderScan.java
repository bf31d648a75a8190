package org.smtpra.protocol;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Looks for raw octets over 127 in the header of a message and in those of its parts, while the
 * message passes by: they need SMTPUTF8 (RFC 6531, RFC 6532). For one thread and one message; what
 * it holds is bounded. A message that is attached (message/rfc822) is content here, as it is to the
 * servers on the way.
 */
public final class HeaderScan {

  /** RFC 2046 section 5.1.1: a boundary has 70 characters at most; two hyphens on either side. */
  private static final int MOST_OF_A_DELIMITER = 100;

  private static final int MOST_OF_A_FIELD = 4096;
  private static final int MOST_LEVELS = 100;

  private static final String CONTENT_TYPE = "content-type:";
  private static final String MULTIPART_TYPE = "multipart/";

  private static final Pattern MULTIPART =
      Pattern.compile("content-type:\\s*multipart/[^;\\s]+(.*)", Pattern.CASE_INSENSITIVE);

  private static final Pattern PARAMETER =
      Pattern.compile("\\G\\s*+;\\s*+([^=;\\s]++)\\s*+=\\s*+(?:\"([^\"\\\\]*+)\"|([^;\\s]*+))");

  /** Boundaries of the multiparts we are in, the innermost first. */
  private final Deque<String> boundaries = new ArrayDeque<>();

  private final StringBuilder line = new StringBuilder(2 * MOST_OF_A_DELIMITER);

  /** The Content-Type that is being read; empty while another field is. */
  private String field = "";

  private String boundary = "";
  private boolean inHeader = true;
  private boolean atLineStart = true;
  private boolean lineIsContent;
  private boolean raw;
  private boolean done;

  /** Makes a scan for one message. */
  public HeaderScan() {}

  /**
   * Reads on.
   *
   * @param octets holds canonical content, in the order of the message, cut anywhere
   * @param offset where it begins
   * @param length how much of it there is
   */
  public void read(byte[] octets, int offset, int length) {
    int end = offset + length;
    int start = offset;
    while (start < end && !done) {
      int lineEnd = Octets.lineFeed(octets, start, end);
      take(octets, start, lineEnd);
      if (lineEnd < end) {
        endLine();
      }
      start = lineEnd + 1;
    }
  }

  /**
   * Tells whether SMTPUTF8 is needed, as far as the message was read.
   *
   * @return true when an octet over 127 was seen in a header
   */
  public boolean hasRawOctets() {
    return raw;
  }

  private void take(byte[] octets, int start, int end) {
    if (start == end) {
      return;
    }
    if (atLineStart) {
      atLineStart = false;
      lineIsContent = !inHeader && octets[start] != '-';
    }
    if (lineIsContent) {
      return;
    }
    int most = inHeader ? MOST_OF_A_FIELD : MOST_OF_A_DELIMITER;
    for (int i = start; i < end; i++) {
      if (octets[i] < 0 && inHeader) {
        raw = true;
        done = true;
        return;
      }
      if (line.length() < most) {
        line.append((char) (octets[i] & 0xff));
      }
    }
  }

  private void endLine() {
    if (!lineIsContent) {
      if (inHeader) {
        headerLine();
      } else if (line.indexOf("--") == 0) {
        delimiter(line.substring(2).stripTrailing());
      }
      line.setLength(0);
    }
    atLineStart = true;
    lineIsContent = false;
  }

  private void headerLine() {
    int last = line.length() - 1;
    if (last >= 0 && line.charAt(last) == '\r') {
      line.setLength(last);
    }
    boolean continues = !line.isEmpty() && (line.charAt(0) == ' ' || line.charAt(0) == '\t');
    if (continues) {
      if (!field.isEmpty() && field.length() < MOST_OF_A_FIELD) {
        field += line;
      }
      return;
    }
    if (!field.isEmpty()) {
      boundary = boundaryOf(field).orElse(boundary);
    }
    field = isContentType() ? line.toString() : "";
    if (line.isEmpty()) {
      endHeader();
    }
  }

  private boolean isContentType() {
    int first = line.isEmpty() ? 0 : line.charAt(0);
    return (first == 'C' || first == 'c')
        && line.length() > CONTENT_TYPE.length()
        && line.substring(0, CONTENT_TYPE.length()).equalsIgnoreCase(CONTENT_TYPE);
  }

  private void endHeader() {
    inHeader = false;
    if (!boundary.isEmpty() && boundaries.size() < MOST_LEVELS) {
      boundaries.push(boundary);
    }
    boundary = "";
    done = boundaries.isEmpty();
  }

  private static Optional<String> boundaryOf(String field) {
    if (!isMultipart(field)) {
      return Optional.empty();
    }
    Matcher type = MULTIPART.matcher(field);
    if (!type.matches()) {
      return Optional.empty();
    }
    Matcher parameter = PARAMETER.matcher(type.group(1));
    while (parameter.find()) {
      if (parameter.group(1).toLowerCase(Locale.ROOT).equals("boundary")) {
        return Optional.of(
            parameter.group(2) == null ? parameter.group(3) : parameter.group(2).stripTrailing());
      }
    }
    return Optional.empty();
  }

  /** Most fields are of another type, and need no regular expression to say so. */
  private static boolean isMultipart(String field) {
    int type = CONTENT_TYPE.length();
    while (type < field.length() && Character.isWhitespace(field.charAt(type))) {
      type++;
    }
    return field.regionMatches(true, type, MULTIPART_TYPE, 0, MULTIPART_TYPE.length());
  }

  /** A delimiter of an outer multipart ends the inner ones, as an unfinished one would not. */
  private void delimiter(String text) {
    Iterator<String> levels = boundaries.iterator();
    int inner = 0;
    while (levels.hasNext()) {
      String level = levels.next();
      if (text.equals(level) || text.equals(level + "--")) {
        inHeader = text.equals(level);
        leave(inHeader ? inner : inner + 1);
        return;
      }
      inner++;
    }
  }

  private void leave(int levels) {
    for (int i = 0; i < levels; i++) {
      boundaries.pop();
    }
    done = boundaries.isEmpty();
  }
}
