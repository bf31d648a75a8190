package org.smtpra.standalone.interop;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.SmtpSendResult;
import org.smtpra.standalone.SmtpPool;
import org.smtpra.testkit.server.DeliveredMail;
import org.smtpra.testkit.server.MailServerSettings;
import org.smtpra.testkit.server.PostfixServer;
import org.smtpra.testkit.server.RealMailServer;

class PostfixIT extends InteropContract implements RecipientLimitScenarios {

  @Override
  ServerTraits traits() {
    return new ServerTraits(
        List.of("PLAIN", "LOGIN", "CRAM-MD5", "SCRAM-SHA-256"),
        Set.of(),
        List.of(WireMode.values()),
        "message_size_limit = %d",
        List.of(
            // Else each reply after the tenth refusal in a session comes a second late.
            "smtpd_error_sleep_time = 0",
            // A file that a killed delivery left may bar the next one's way for a second.
            "minimal_backoff_time = 1s",
            "queue_run_delay = 1s",
            "smtpd_forbid_bare_newline = reject",
            "smtpd_forbid_unauth_pipelining = yes"),
        ": connect from ",
        "SASL [A-Z0-9-]+ authentication failed");
  }

  @Override
  RealMailServer start(MailServerSettings settings) {
    return PostfixServer.start(settings);
  }

  @Override
  public ServerUnderTest startWithRecipientLimit(int recipients) {
    return start("smtpd_recipient_limit = " + recipients);
  }

  /** Else the messages with bare line feeds would prove nothing. */
  @Test
  void thisServerRefusesABareLineFeed() throws IOException {
    String reply = ClearText.verdict(server().process(), "a\nb\r\n.\r\n");
    assertTrue(reply.contains("bare <LF>"), reply);
  }

  /** With "yes" Postfix mends bare line feeds, and must find none of ours to mend. */
  @Test
  void bareLineFeedsArriveAsLinesWherePostfixMendsThem() throws Exception {
    try (ServerUnderTest mending = start("smtpd_forbid_bare_newline = yes");
        SmtpPool pool = mending.pool()) {
      String reply = ClearText.verdict(mending.process(), "a\nb\r\n.\r\n");
      assertTrue(reply.startsWith("250"), reply);
      MimeMessage message = SampleMessage.BARE_LINE_FEEDS_AND_RETURNS.make(pool.factory(), "");
      SmtpSendResult result = pool.factory().send(message);
      for (DeliveredMail copy : mending.awaitDelivered(result.messageId(), 1)) {
        CanonicalOctets.assertSame(CanonicalOctets.of(message), copy.content());
      }
      assertEquals(2, mending.process().awaitDelivered(2).size());
    }
  }

  /** Else the pipelined messages of all scenarios would prove nothing. */
  @Test
  void thisServerRefusesPipeliningThatIsNotAllowed() throws IOException {
    try (Socket socket = new Socket(server().process().host(), server().process().port())) {
      socket.setSoTimeout(20_000);
      InputStream in = socket.getInputStream();
      assertEquals("220 ", new String(in.readNBytes(4), US_ASCII));
      // RFC 2920 section 3.1: EHLO must be the last of a group.
      byte[] group = "EHLO client.example\r\nMAIL FROM:<>\r\n".getBytes(US_ASCII);
      socket.getOutputStream().write(group);
      String replies = new String(in.readAllBytes(), US_ASCII);
      assertTrue(replies.contains("554 5.5.0 Error: SMTP protocol synchronization"), replies);
    }
  }

  /** Under stress, Postfix ends a session that was idle for ten seconds; here, for five. */
  @Test
  void aSessionThatTheServerTiredOfIsReplacedWithoutAnError() throws Exception {
    try (ServerUnderTest impatient = start("smtpd_timeout = 5s");
        SmtpPool pool = impatient.pool()) {
      pool.factory().send(Mails.text(pool.factory(), "before"));
      impatient.process().awaitLogged(1, "timeout after .* from ");
      SmtpSendResult second = pool.factory().send(Mails.text(pool.factory(), "after"));
      impatient.awaitDelivered(second.messageId(), 1);
      assertEquals(2, pool.factory().status().sessionsOpened());
      assertEquals(0, pool.factory().status().hosts().get(0).openFailures());
      assertEquals(2, impatient.process().awaitDelivered(2).size());
    }
  }

  /** At the twentieth error of a session it says 421: that must not count against the host. */
  @Test
  void twentyFiveBadRecipientsOfOneMailLeaveTheHostInUse() throws Exception {
    String[] bad =
        IntStream.range(0, 25).mapToObj(i -> "bad." + i + "@example.test").toArray(String[]::new);
    try (SmtpPool pool = server().pool("reconnectCooldown", "30s")) {
      SmtpSendFailedException failure =
          Mails.failure(pool.factory(), Mails.text(pool.factory(), "25 bad ones", bad));
      server().process().awaitLogged(1, "too many errors");
      assertEquals(25, failure.recipients().size());
      assertEquals(List.of(), server().recipientsOf(failure.messageId()));
      SmtpSendResult result = pool.factory().send(Mails.text(pool.factory(), "a good one"));
      server().awaitDelivered(result.messageId(), 1);
      assertEquals(0, pool.factory().status().hosts().get(0).openFailures());
    }
  }
}
