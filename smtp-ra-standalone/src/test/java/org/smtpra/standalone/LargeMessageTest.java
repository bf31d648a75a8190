package org.smtpra.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Memory does not grow with the message: 200 MB go out of a process that has 64. */
class LargeMessageTest {

  private static final String HEAP = "-Xmx64m";

  @ParameterizedTest(name = "chunking {0}, {1}")
  @CsvSource({"NEVER, 7bit", "ALWAYS, base64"})
  void messageOf200MegabytesIsSentWith64(String chunking, String encoding, @TempDir Path directory)
      throws Exception {
    DiscardingServer server = new DiscardingServer();
    Path output = directory.resolve("output");
    try (RawPeer peer = RawPeer.playing(server)) {
      Process sender =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  HEAP,
                  "-cp",
                  System.getProperty("java.class.path"),
                  LargeMessageSender.class.getName(),
                  String.valueOf(peer.port()),
                  chunking,
                  encoding)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      try {
        assertTrue(sender.waitFor(10, TimeUnit.MINUTES), "the sender hangs");
      } finally {
        sender.destroyForcibly();
      }
      assertEquals(0, sender.exitValue(), () -> text(output));
    }
    assertEquals(digest(encoding), server.digest());
    assertEquals("ALWAYS".equals(chunking), server.chunks() > 100, "chunks " + server.chunks());
  }

  /** What the message is when it is rendered here; content ends with a line end on the wire. */
  private static String digest(String encoding) throws Exception {
    Digested octets = new Digested();
    MimeMessage message = new MimeMessage(Session.getInstance(new Properties()));
    LargeMessage.fill(message, encoding).writeTo(octets);
    if (octets.last != '\n') {
      octets.write(new byte[] {'\r', '\n'}, 0, 2);
    }
    assertTrue(octets.count > LargeMessage.OCTETS);
    return DiscardingServer.digest(octets.count, octets.checksum);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static final class Digested extends OutputStream {
    private final CRC32 checksum = new CRC32();
    private long count;
    private byte last;

    @Override
    public void write(int octet) {
      write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int offset, int length) {
      if (length > 0) {
        checksum.update(octets, offset, length);
        count += length;
        last = octets[offset + length - 1];
      }
    }
  }
}
