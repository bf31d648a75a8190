package org.smtpra.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.smtpra.SmtpBatchOptions;
import org.smtpra.SmtpSendOptions;
import org.smtpra.SmtpSendOutcome;
import org.smtpra.SmtpSendOutcome.Sent;
import org.smtpra.testkit.ReceivedMessage;
import org.smtpra.testkit.ScriptedSmtpServer;

/** The round trips that a message costs on an open session, counted at the server. */
class RoundTripsTest {

  @ParameterizedTest(name = "{0}, {1} recipients, {2}, {3}: {4}")
  @CsvSource({
    // pipelining, recipients, offered, policy, round trips
    "ENVELOPE,   1, PIPELINING,          ALL_OR_NOTHING,   2",
    "ENVELOPE,   1, PIPELINING CHUNKING, ALL_OR_NOTHING,   2",
    "ENVELOPE,  50, PIPELINING CHUNKING, ALL_OR_NOTHING,   2",
    "ENVELOPE,  50, PIPELINING,          ALL_OR_NOTHING,   3",
    "ENVELOPE,  50, PIPELINING,          SEND_TO_ACCEPTED, 2",
    "FULL,       1, PIPELINING CHUNKING, ALL_OR_NOTHING,   1",
    "FULL,       1, PIPELINING,          ALL_OR_NOTHING,   2",
    "FULL,       5, PIPELINING CHUNKING, ALL_OR_NOTHING,   2",
    "ENVELOPE,   1, '',                  ALL_OR_NOTHING,   4",
    "ENVELOPE,   5, '',                  ALL_OR_NOTHING,   8",
    "NONE,       5, PIPELINING CHUNKING, ALL_OR_NOTHING,   8",
  })
  void messageCosts(
      String pipelining, int recipients, String offered, String policy, int roundTrips)
      throws Exception {
    String[] keywords = offered.isEmpty() ? new String[0] : offered.split(" ", -1);
    try (ScriptedSmtpServer server = ScriptedSmtpServer.builder().keywords(keywords).start();
        SmtpPool pool = SmtpPool.open(properties(server, pipelining, policy))) {
      List<String> addresses =
          IntStream.range(0, recipients).mapToObj(i -> "user" + i + "@example.org").toList();
      SmtpSendOptions options = SmtpSendOptions.builder().envelopeRecipients(addresses).build();
      pool.factory().send(message(pool), options);
      int before = server.roundTrips(1);
      pool.factory().send(message(pool), options);
      assertEquals(roundTrips, server.roundTrips(1) - before);
      ReceivedMessage second = server.awaitReceived(2).get(1);
      assertEquals(addresses, second.recipients());
      assertEquals(server.received().get(0).contentAsText(), second.contentAsText());
    }
  }

  @ParameterizedTest(name = "{0}, {1} recipients, {2}, {3}: {4} for ten")
  @CsvSource({
    "ENVELOPE,   1, PIPELINING,          ALL_OR_NOTHING,   11",
    "ENVELOPE,   1, PIPELINING CHUNKING, ALL_OR_NOTHING,   11",
    "ENVELOPE,  50, PIPELINING,          SEND_TO_ACCEPTED, 11",
    "ENVELOPE,  50, PIPELINING CHUNKING, ALL_OR_NOTHING,   20",
    "ENVELOPE,  50, PIPELINING,          ALL_OR_NOTHING,   30",
    "FULL,       1, PIPELINING CHUNKING, ALL_OR_NOTHING,   2",
    "FULL,      50, PIPELINING CHUNKING, ALL_OR_NOTHING,   20",
    "FULL,       1, PIPELINING,          ALL_OR_NOTHING,   11",
    "ENVELOPE,   1, '',                  ALL_OR_NOTHING,   40",
    "NONE,       1, PIPELINING CHUNKING, ALL_OR_NOTHING,   40",
  })
  void batchOfTenCosts(
      String pipelining, int recipients, String offered, String policy, int roundTrips)
      throws Exception {
    String[] keywords = offered.isEmpty() ? new String[0] : offered.split(" ", -1);
    // A window leaves in several segments.
    Duration collect = Duration.ofMillis(pipelining.equals("FULL") ? 300 : 0);
    try (ScriptedSmtpServer server =
            ScriptedSmtpServer.builder().keywords(keywords).collectFor(collect).start();
        SmtpPool pool = SmtpPool.open(properties(server, pipelining, policy))) {
      List<String> addresses =
          IntStream.range(0, recipients).mapToObj(i -> "user" + i + "@example.org").toList();
      SmtpSendOptions options = SmtpSendOptions.builder().envelopeRecipients(addresses).build();
      pool.factory().send(message(pool), options);
      int before = server.roundTrips(1);
      List<SmtpSendOutcome> outcomes =
          pool.factory()
              .sendAll(
                  Collections.nCopies(10, message(pool)),
                  SmtpBatchOptions.builder().sendOptions(options).build());
      assertTrue(outcomes.stream().allMatch(Sent.class::isInstance), outcomes::toString);
      assertEquals(roundTrips, server.roundTrips(1) - before);
      for (ReceivedMessage received : server.awaitReceived(11)) {
        assertEquals(addresses, received.recipients());
        assertEquals(server.received().get(0).contentAsText(), received.contentAsText());
      }
    }
  }

  private static Map<String, String> properties(
      ScriptedSmtpServer server, String pipelining, String policy) {
    Map<String, String> properties = new HashMap<>();
    properties.put("host", "localhost");
    properties.put("port", String.valueOf(server.port()));
    properties.put("security", "NONE");
    properties.put("pipelining", pipelining);
    properties.put("recipientPolicy", policy);
    return properties;
  }

  private static MimeMessage message(SmtpPool pool) throws MessagingException {
    MimeMessage message = pool.factory().createMessage();
    message.setFrom("shop@example.com");
    message.setHeader("Message-ID", "<same@example.com>");
    message.setHeader("Date", "Sat, 21 Nov 2026 12:00:00 +0000");
    message.setText("Hello.\n.dot\n");
    return message;
  }
}
