package org.smtpra.standalone;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32;

/** Takes one message and keeps nothing of it but its length and checksum. */
final class DiscardingServer implements RawPeer.Script {

  private static final int PIECE = 64 * 1024;

  private final CRC32 checksum = new CRC32();
  private long octets;
  private final AtomicInteger chunks = new AtomicInteger();
  private volatile String digest = "no message";

  /** Length and checksum of the content, dots unstuffed. */
  String digest() {
    return digest;
  }

  /** How many BDAT commands there were. */
  int chunks() {
    return chunks.get();
  }

  static String digest(long octets, CRC32 checksum) {
    return octets + " octets, checksum " + checksum.getValue();
  }

  @Override
  public void converse(RawPeer.Line line) throws IOException {
    line.say("220 sink\r\n");
    while (true) {
      String[] words = line.hear().split(" ", -1);
      switch (words[0]) {
        case "EHLO" -> line.say("250-sink\r\n250-PIPELINING\r\n250 CHUNKING\r\n");
        case "DATA" -> data(line);
        case "BDAT" -> chunk(line, Integer.parseInt(words[1]));
        default -> line.say("250 OK\r\n");
      }
      if (words[0].equals("DATA") || words[words.length - 1].equals("LAST")) {
        digest = digest(octets, checksum);
        line.say("250 OK\r\n");
      } else if (words[0].equals("BDAT")) {
        line.say("250 OK\r\n");
      }
    }
  }

  private void data(RawPeer.Line line) throws IOException {
    line.say("354 go on\r\n");
    String text = line.hear();
    while (!text.equals(".")) {
      String unstuffed = text.startsWith(".") ? text.substring(1) : text;
      note((unstuffed + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
      text = line.hear();
    }
  }

  private void chunk(RawPeer.Line line, int length) throws IOException {
    chunks.incrementAndGet();
    for (int left = length; left > 0; left -= PIECE) {
      note(line.take(Math.min(left, PIECE)));
    }
  }

  private void note(byte[] piece) {
    octets += piece.length;
    checksum.update(piece);
  }
}
