package org.smtpra.testkit.server;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One mail as a server stored it: its octets, and the envelope that the server noted in the header.
 * Immutable.
 */
public final class DeliveredMail {

  private static final Set<String> TRACE =
      Set.of(
          "return-path",
          "delivered-to",
          "x-original-to",
          "envelope-to",
          "delivery-date",
          "received");
  private static final List<String> RECIPIENT_FIELDS =
      List.of("X-Original-To", "Envelope-To", "Delivered-To");

  /** Latin-1, so that one character is one octet. */
  private final String stored;

  DeliveredMail(byte[] stored) {
    this.stored = new String(stored, StandardCharsets.ISO_8859_1);
  }

  /**
   * A mail that a server handed to its owner in the same JVM.
   *
   * @param sender the reverse path
   * @param recipient whom this copy is for
   * @param received as it came, perhaps with trace headers on top; lines must end with CRLF
   */
  public static DeliveredMail of(String sender, String recipient, byte[] received) {
    String text = new String(received, StandardCharsets.ISO_8859_1);
    String lines = text.replace("\r\n", "\n");
    if (text.length() - lines.length() != lines.chars().filter(c -> c == '\n').count()) {
      throw new IllegalArgumentException("a line ends with a bare LF: " + text);
    }
    String trace = "Return-Path: <" + sender + ">\nDelivered-To: " + recipient + "\n";
    byte[] content = lines.getBytes(StandardCharsets.ISO_8859_1);
    byte[] fields = trace.getBytes(StandardCharsets.UTF_8);
    byte[] stored = Arrays.copyOf(fields, fields.length + content.length);
    System.arraycopy(content, 0, stored, fields.length, content.length);
    return new DeliveredMail(stored);
  }

  /** The octets of the file, trace headers and all; lines end with LF, as servers store them. */
  public byte[] octets() {
    return stored.getBytes(StandardCharsets.ISO_8859_1);
  }

  /**
   * What the client sent: below the trace header fields that stand at the top, with lines ending in
   * CRLF as on the wire. Every LF becomes CRLF, a CR before it stays: the servers remove exactly
   * one CR from the end of a line.
   */
  public byte[] content() {
    return crlf(stored.substring(endOfTrace()));
  }

  /** What is below the header, with lines ending in CRLF. */
  public byte[] body() {
    int end = stored.indexOf("\n\n");
    return end < 0 ? new byte[0] : crlf(stored.substring(end + 2));
  }

  /** The reverse path, without angle brackets; empty for a bounce. */
  public String envelopeSender() {
    String path = String.join("", header("Return-Path")).strip();
    return path.startsWith("<") && path.endsWith(">") ? path.substring(1, path.length() - 1) : path;
  }

  /** Whom this copy is for; the servers store one copy for each recipient. */
  public String envelopeRecipient() {
    return RECIPIENT_FIELDS.stream()
        .flatMap(field -> header(field).stream())
        .findFirst()
        .orElse("");
  }

  /**
   * The values of all header fields with that name, unfolded, in their order. Latin-1 characters
   * stand for octets.
   */
  public List<String> header(String name) {
    List<String> values = new ArrayList<>();
    for (String field : header().split("\n(?![ \t])", -1)) {
      if (nameOf(field).equals(name.toLowerCase(Locale.ROOT))) {
        values.add(field.substring(field.indexOf(':') + 1).replace("\n", "").strip());
      }
    }
    return values;
  }

  @Override
  public String toString() {
    return stored;
  }

  private String header() {
    int end = stored.indexOf("\n\n");
    return end < 0 ? stored : stored.substring(0, end);
  }

  private int endOfTrace() {
    int end = 0;
    for (String field : header().split("\n(?![ \t])", -1)) {
      if (!TRACE.contains(nameOf(field))) {
        return end;
      }
      end += field.length() + 1;
    }
    return end;
  }

  private static String nameOf(String field) {
    int colon = field.indexOf(':');
    return colon < 0 ? "" : field.substring(0, colon).strip().toLowerCase(Locale.ROOT);
  }

  private static byte[] crlf(String text) {
    return text.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
  }
}
