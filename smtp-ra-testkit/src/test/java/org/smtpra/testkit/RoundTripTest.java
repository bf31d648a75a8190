package org.smtpra.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestCertificatesExtension.class)
class RoundTripTest {
  private static final String ENVELOPE =
      "MAIL FROM:<shop@example.com>\r\nRCPT TO:<anna@example.org>\r\n";

  private static void replies(int count, LineClient client) throws IOException {
    for (int i = 0; i < count; i++) {
      client.reply();
    }
  }

  @Test
  void lockstepTakesThreeAndOneForEachRecipient() throws Exception {
    try (var server = ScriptedSmtpServer.builder().start();
        var client = LineClient.introduced(server)) {
      client.beginContent("anna@example.org");
      client.say("x\r\n.");
      client.say("NOOP");
      client.say("MAIL FROM:<shop@example.com>");
      client.say("RCPT TO:<anna@example.org>");
      client.say("RCPT TO:<bob@example.org>");
      client.say("DATA");
      client.say("x\r\n.");
      assertEquals(List.of(4, 5), server.roundTripsOfMessages(1));
      assertEquals(4.5, server.roundTripsPerMessage(1));
    }
  }

  @Test
  void pipelinedEnvelopeWithDataTakesTwo() throws Exception {
    try (var server = ScriptedSmtpServer.builder().start();
        var client = LineClient.introduced(server)) {
      for (int i = 0; i < 3; i++) {
        client.send(ENVELOPE + "DATA\r\n");
        replies(3, client);
        client.say("x\r\n.");
      }
      assertEquals(List.of(2, 2, 2), server.roundTripsOfMessages(1));
      assertEquals(2.00, server.roundTripsPerMessage(1));
    }
  }

  @Test
  void overlappingMessagesShareARoundTrip() throws Exception {
    try (var server = ScriptedSmtpServer.builder().start();
        var client = LineClient.introduced(server)) {
      client.send(ENVELOPE + "DATA\r\n");
      replies(3, client);
      for (int i = 0; i < 3; i++) {
        client.send("x\r\n.\r\n" + ENVELOPE + "DATA\r\n");
        replies(4, client);
      }
      client.say("x\r\n.");
      assertEquals(List.of(2, 2, 2, 2), server.roundTripsOfMessages(1));
      assertEquals(5 / 4.0, server.roundTripsPerMessage(1));
    }
  }

  @Test
  void windowOfMessagesTakesOne() throws Exception {
    try (var server = ScriptedSmtpServer.builder().offer("CHUNKING").start();
        var client = LineClient.introduced(server)) {
      client.send((ENVELOPE + "BDAT 3 LAST\r\nx\r\n").repeat(4) + "NOOP\r\n");
      replies(13, client);
      assertEquals(List.of(1, 1, 1, 1), server.roundTripsOfMessages(1));
      assertEquals(0.25, server.roundTripsPerMessage(1));
    }
  }

  @Test
  void groupLongerThanTheServersBufferIsOneRoundTrip() throws Exception {
    try (var server = ScriptedSmtpServer.builder().collectFor(Duration.ofSeconds(1)).start();
        var client = LineClient.introduced(server)) {
      int before = server.roundTrips(1);
      client.send(
          "MAIL FROM:<shop@example.com>\r\n" + "RCPT TO:<anna@example.org>\r\n".repeat(1000));
      replies(1001, client);
      assertEquals(before + 1, server.roundTrips(1));
    }
  }

  @Test
  void groupInSeveralTlsRecordsIsOneRoundTrip(TestCertificates certificates) throws Exception {
    try (var server =
            ScriptedSmtpServer.builder()
                .implicitTls(certificates)
                .collectFor(Duration.ofSeconds(1))
                .start();
        var client = new LineClient(server)) {
      client.startTls(certificates.clientContext());
      client.reply();
      client.say("EHLO client.example");
      int before = server.roundTrips(1);
      client.send("MAIL FROM:<shop@example.com>\r\n");
      client.send("RCPT TO:<anna@example.org>\r\n");
      client.send("DATA\r\n");
      replies(3, client);
      assertEquals(before + 1, server.roundTrips(1));
      client.say("x\r\n.");
      assertEquals(List.of(2), server.roundTripsOfMessages(1));
    }
  }
}
