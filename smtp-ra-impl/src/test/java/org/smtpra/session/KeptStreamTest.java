package org.smtpra.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.smtpra.testkit.ReceivedMessage;
import org.smtpra.testkit.ScriptedSmtpServer;

/** An application's data source that keeps the stream it was given. */
class KeptStreamTest {

  private static final byte[] STRAY = "stray\r\n".repeat(5_000).getBytes(StandardCharsets.US_ASCII);

  @ParameterizedTest
  @EnumSource(WireMode.class)
  void whatIsWrittenBehindTheContentGoesIntoNoOtherMessage(WireMode mode) throws Exception {
    TestMessage message = TestMessage.small().streamed();
    AtomicReference<OutputStream> kept = new AtomicReference<>();
    try (ScriptedSmtpServer server = mode.server().start()) {
      TestClient client = mode.apply(TestClient.plain());
      SmtpSession session = client.open(server);
      session.send(TestMessage.to("anna@example.org"), watched(message, kept::set), client.soon());
      session.send(
          TestMessage.to("bob@example.org"),
          watched(message, sink -> assertThrows(IOException.class, () -> kept.get().write(STRAY))),
          client.soon());
      List<ReceivedMessage> received = server.awaitReceived(2);
      assertEquals(2, received.size());
      for (ReceivedMessage one : received) {
        assertArrayEquals(message.octets(), one.content());
      }
      session.close();
    }
  }

  /** The same content; somebody is told of the stream when half of it is written. */
  private static MessageContent watched(TestMessage content, SinkWatcher watcher) {
    return new MessageContent() {
      @Override
      public long size() {
        return content.size();
      }

      @Override
      public EightBit eightBit() {
        return content.eightBit();
      }

      @Override
      public boolean utf8Headers() {
        return content.utf8Headers();
      }

      @Override
      public void writeTo(OutputStream sink) throws IOException {
        byte[] octets = content.octets();
        sink.write(octets, 0, octets.length / 2);
        watcher.sees(sink);
        sink.write(octets, octets.length / 2, octets.length - octets.length / 2);
      }
    };
  }

  private interface SinkWatcher {
    void sees(OutputStream sink);
  }
}
