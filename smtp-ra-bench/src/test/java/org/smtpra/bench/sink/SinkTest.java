package org.smtpra.bench.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The sink counts what it is there to count, and the relay is as slow as it says. */
class SinkTest {

  @Test
  void oneRoundTripForWhatIsWrittenAtOnce() throws IOException {
    try (Sink sink = new Sink(null);
        Socket client = new Socket(InetAddress.getLoopbackAddress(), sink.listen(0))) {
      awaitReply(client, "220");
      exchange(client, "EHLO x\r\n", "250 CHUNKING");
      long before = count(sink, "roundTrips");
      exchange(
          client,
          "MAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nRCPT TO:<e@f>\r\nBDAT 4\r\nabcdBDAT 2 LAST\r\nef",
          "queued");
      assertEquals(1, count(sink, "roundTrips") - before);
      assertEquals(1, count(sink, "messages"));
      assertEquals(2, count(sink, "recipients"));
      assertEquals(6, count(sink, "octets"));
    }
  }

  @Test
  void contentEndsAtTheLoneDotOnly() throws IOException {
    try (Sink sink = new Sink(null);
        Socket client = new Socket(InetAddress.getLoopbackAddress(), sink.listen(0))) {
      awaitReply(client, "220");
      exchange(client, "MAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\n", "354");
      String content = "one\n.\n\r.\r\n..\r\n.x\r\nlast\r\n.\r\n";
      exchange(client, content, "queued");
      assertEquals(content.length(), count(sink, "octets"));
      exchange(client, "DATA\r\n", "354");
      exchange(client, ".\r\n", "queued");
      assertEquals(2, count(sink, "messages"));
      exchange(client, "QUIT\r\n", "221");
    }
  }

  @Test
  void relayMakesEachRoundTripAsLongAsItSays() throws IOException {
    try (Sink sink = new Sink(null);
        Socket client = new Socket(InetAddress.getLoopbackAddress(), sink.listen(30))) {
      awaitReply(client, "220");
      long before = System.nanoTime();
      for (int i = 0; i < 10; i++) {
        exchange(client, "NOOP\r\n", "250");
      }
      long millis = (System.nanoTime() - before) / 1_000_000;
      assertTrue(millis >= 300, () -> "ten round trips took " + millis + " ms");
    }
  }

  @Test
  void whatComesTooSoonToBeTheEffectOfAReplyIsNoRoundTrip() throws IOException {
    try (Sink sink = new Sink(null);
        Socket client = new Socket(InetAddress.getLoopbackAddress(), sink.listen(2000))) {
      awaitReply(client, "220");
      exchange(client, "EHLO x\r\n", "250 CHUNKING");
      long before = count(sink, "roundTrips");
      OutputStream out = client.getOutputStream();
      for (String command : List.of("MAIL FROM:<a@b>\r\n", "RCPT TO:<c@d>\r\n", "RSET\r\n")) {
        out.write(command.getBytes(StandardCharsets.US_ASCII));
        out.flush();
      }
      for (int i = 0; i < 3; i++) {
        awaitReply(client, "250");
      }
      exchange(client, "QUIT\r\n", "221");
      // The wait before MAIL and the one before QUIT.
      assertEquals(2, count(sink, "roundTrips") - before);
    }
  }

  private static void exchange(Socket client, String octets, String last) throws IOException {
    client.getOutputStream().write(octets.getBytes(StandardCharsets.US_ASCII));
    awaitReply(client, last);
  }

  private static void awaitReply(Socket client, String last) throws IOException {
    client.setSoTimeout(30_000);
    InputStream in = client.getInputStream();
    StringBuilder heard = new StringBuilder();
    while (heard.indexOf(last) < 0 || heard.charAt(heard.length() - 1) != '\n') {
      int octet = in.read();
      assertTrue(octet >= 0, () -> "closed after: " + heard);
      heard.append((char) octet);
    }
  }

  private static long count(Sink sink, String name) {
    return Long.parseLong(sink.counts().get(name));
  }
}
