package org.smtpra.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.smtpra.SmtpFailureKind;
import org.smtpra.SmtpFailureReason;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.SmtpSendOptions;
import org.smtpra.SmtpSendStage;
import org.smtpra.standalone.RawPeer.Line;
import org.smtpra.standalone.RawPeer.Script;

/**
 * Peers that never end what they say: the send ends all the same, soon and with few octets read.
 */
class HostilePeerTest {

  /** Every budget is a second and the whole has three; the rest is for a busy machine. */
  private static final Duration BOUND = Duration.ofSeconds(20);

  /** Far above what socket buffers hold, far below what a second lets through. */
  private static final long MOST_OCTETS = 24L << 20;

  private static final SmtpSendOptions ENVELOPE =
      SmtpSendOptions.builder()
          .envelopeFrom("shop@example.com")
          .envelopeRecipients(List.of("anna@example.org"))
          .deadline(Duration.ofSeconds(3))
          .build();

  static Stream<Arguments> peers() {
    return Stream.of(
        peer("endless greeting line", SmtpSendStage.GREETING, p -> flood(p, "220 ", "a")),
        peer("endless greeting", SmtpSendStage.GREETING, p -> flood(p, "", "220-a\r\n")),
        peer("binary greeting", SmtpSendStage.GREETING, HostilePeerTest::noise),
        peer("dripping greeting", SmtpSendStage.GREETING, p -> drip(p, "220-")),
        peer("dripping greeting lines", SmtpSendStage.GREETING, p -> drip(p, "220-a\r\n")),
        peer("silence", SmtpSendStage.GREETING, Line::hear),
        peer("endless EHLO", SmtpSendStage.EHLO, p -> after(p, "EHLO", "", "250-a\r\n")),
        peer("10000 keywords", SmtpSendStage.EHLO, HostilePeerTest::keywords),
        peer("endless challenges", SmtpSendStage.AUTHENTICATE, HostilePeerTest::challenges),
        peer("endless challenge", SmtpSendStage.AUTHENTICATE, p -> after(p, "AUTH", "334 ", "A")),
        peer("endless reply to MAIL", SmtpSendStage.MAIL_FROM, p -> after(p, "MAIL", "250 ", "a")),
        peer("dripping reply to MAIL", SmtpSendStage.MAIL_FROM, HostilePeerTest::dripAtMail),
        peer("endless reply to RCPT", SmtpSendStage.RCPT_TO, p -> after(p, "RCPT", "", "250-\r\n")),
        peer("endless reply to DATA", SmtpSendStage.DATA, p -> after(p, "DATA", "", "354-\r\n")),
        peer("endless verdict", SmtpSendStage.FINAL_REPLY, p -> after(p, ".", "", "250-\r\n")),
        peer("dripping verdict", SmtpSendStage.FINAL_REPLY, HostilePeerTest::dripAtEnd));
  }

  private static Arguments peer(String name, SmtpSendStage stage, Script script) {
    return Arguments.of(name, stage, script);
  }

  private static void flood(Line peer, String first, String again) throws IOException {
    peer.say(first);
    String much = again.repeat(8192 / again.length());
    while (true) {
      peer.say(much);
    }
  }

  private static void noise(Line peer) throws IOException {
    Random random = new Random(42);
    StringBuilder octets = new StringBuilder();
    random.ints(8192, 0, 256).forEach(octet -> octets.append((char) octet));
    flood(peer, "", octets.toString());
  }

  private static void drip(Line peer, String octets) throws IOException {
    while (true) {
      for (int i = 0; i < octets.length(); i++) {
        peer.say(octets.substring(i, i + 1));
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      }
    }
  }

  /** Behaves until a line begins with this. */
  private static void until(Line peer, String verb) throws IOException {
    peer.say("220 peer\r\n");
    String heard = peer.hear();
    while (!heard.startsWith(verb)) {
      String ehlo = verb.equals("AUTH") ? "250-peer\r\n250 AUTH LOGIN\r\n" : "250 peer\r\n";
      if (heard.startsWith("EHLO")) {
        peer.say(ehlo);
      } else if (heard.startsWith("DATA")) {
        peer.say("354 go on\r\n");
      } else if (heard.startsWith("MAIL") || heard.startsWith("RCPT")) {
        peer.say("250 OK\r\n");
      }
      heard = peer.hear();
    }
  }

  private static void after(Line peer, String verb, String first, String again) throws IOException {
    until(peer, verb);
    flood(peer, first, again);
  }

  private static void keywords(Line peer) throws IOException {
    until(peer, "EHLO");
    peer.say("250-peer\r\n");
    for (int i = 0; i < 10_000; i++) {
      peer.say("250-X" + i + "\r\n");
    }
    peer.say("250 PIPELINING\r\n");
    until(peer, "none");
  }

  private static void challenges(Line peer) throws IOException {
    until(peer, "AUTH");
    while (true) {
      peer.say("334 VXNlcm5hbWU6\r\n");
      peer.hear();
    }
  }

  private static void dripAtMail(Line peer) throws IOException {
    until(peer, "MAIL");
    drip(peer, "250-");
  }

  private static void dripAtEnd(Line peer) throws IOException {
    until(peer, ".");
    drip(peer, "250-");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("peers")
  void sendEndsInAClassifiedFailureAtItsStage(String name, SmtpSendStage stage, Script script) {
    boolean signIn = stage == SmtpSendStage.AUTHENTICATE;
    try (RawPeer peer = RawPeer.playing(script);
        SmtpPool pool = pool(peer, signIn ? "anna" : "")) {
      SmtpSendFailedException failure =
          assertTimeoutPreemptively(
              BOUND,
              () ->
                  assertThrows(
                      SmtpSendFailedException.class,
                      () -> pool.factory().send(RawMessage.of("a: b\r\n\r\nc\r\n"), ENVELOPE)));
      assertEquals(stage, failure.classification().stage(), failure::toString);
      assertEquals(
          stage == SmtpSendStage.FINAL_REPLY,
          failure.classification().kind() == SmtpFailureKind.UNKNOWN_AFTER_DATA,
          failure::toString);
      assertTrue(peer.octetsTaken() < MOST_OCTETS, () -> "was " + peer.octetsTaken());
      assertTrue(failure.toString().length() < 20_000, () -> "was " + failure.toString().length());
    }
  }

  /** With SCRAM the server must prove itself first: this one may be an impostor. */
  @ParameterizedTest
  @CsvSource({
    "LOGIN, PROTOCOL_ERROR",
    "CRAM-MD5, PROTOCOL_ERROR",
    "SCRAM-SHA-256, AUTHENTICATION_REFUSED"
  })
  void signInThatIsAcceptedBeforeItsLastStepIsNotBelieved(
      String mechanism, SmtpFailureReason reason) {
    Script script =
        peer -> {
          peer.say("220 peer\r\n");
          peer.hear();
          peer.say("250-peer\r\n250 AUTH " + mechanism + "\r\n");
          peer.hear();
          peer.say("235 2.7.0 welcome\r\n");
          peer.hear();
        };
    try (RawPeer peer = RawPeer.playing(script);
        SmtpPool pool = pool(peer, "anna")) {
      SmtpSendFailedException failure =
          assertThrows(
              SmtpSendFailedException.class,
              () -> pool.factory().send(RawMessage.of("a: b\r\n\r\nc\r\n"), ENVELOPE));
      assertEquals(reason, failure.classification().reason(), failure::toString);
    }
  }

  private static SmtpPool pool(RawPeer peer, String user) {
    var properties =
        PoolProperties.clearText(
            peer.port(),
            "connectTimeout",
            "1s",
            "greetingTimeout",
            "1s",
            "authenticateTimeout",
            "1s",
            "sendTimeout",
            "1s");
    if (!user.isEmpty()) {
      properties.put("userName", user);
      properties.put("password", "secret");
    }
    return SmtpPool.open(properties);
  }
}
