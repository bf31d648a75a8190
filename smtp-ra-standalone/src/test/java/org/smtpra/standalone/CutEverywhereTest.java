package org.smtpra.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.smtpra.SmtpFailureKind;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.testkit.CutEnding;
import org.smtpra.testkit.CutProxy;
import org.smtpra.testkit.ScriptedSmtpServer;

/** A conversation that is cut after each of its octets: what the caller hears is always true. */
class CutEverywhereTest {

  private static final Duration BOUND = Duration.ofSeconds(30);
  private static final String CONTENT = "Subject: x\r\n\r\n.a\r\n";

  /** What an uncut conversation comes to, or what was left of one that was cut. */
  private record Outcome(
      Optional<SmtpSendFailedException> failure, int held, int received, long octets, long tail) {

    boolean isUnknown() {
      return failure
          .filter(f -> f.classification().kind() == SmtpFailureKind.UNKNOWN_AFTER_DATA)
          .isPresent();
    }
  }

  /** Sends once; no failure is success. */
  private static Optional<SmtpSendFailedException> send(SmtpPool pool, CutShape shape) {
    return assertTimeoutPreemptively(
        BOUND,
        () -> {
          try {
            pool.factory().send(RawMessage.of(CONTENT), shape.envelope());
            return Optional.empty();
          } catch (SmtpSendFailedException e) {
            return Optional.of(e);
          }
        });
  }

  /** Sends, behind so many messages on the same session, and tells of the last one. */
  private static Outcome converse(CutShape shape, int before, OptionalLong cut) {
    try (ScriptedSmtpServer server =
            ScriptedSmtpServer.builder().keywords("PIPELINING", "CHUNKING").start();
        CutProxy proxy = CutProxy.before(server.port())) {
      cut.ifPresent(octets -> shape.cutAfter(octets, proxy));
      Optional<SmtpSendFailedException> failure;
      long octets = 0;
      long tail = 0;
      try (SmtpPool pool = shape.pool(proxy.port())) {
        long earlier = 0;
        for (int i = 0; i < before; i++) {
          assertEquals(Optional.empty(), send(pool, shape));
          earlier = shape.octets(proxy);
        }
        failure = send(pool, shape);
        if (cut.isEmpty()) {
          octets = shape.octets(proxy);
          tail = shape.octetsBehindGoAhead(server, proxy, earlier);
        }
      }
      // The server has ended every session that came through, so it knows all it ever will.
      server.awaitClosed(proxy.clientOctets().size());
      int held = server.held().size() - before;
      return new Outcome(failure, held, server.received().size() - before, octets, tail);
    }
  }

  /** What holds of every send, wherever it was cut. */
  private static void assertLaw(String at, Outcome outcome) {
    String context = at + ": " + outcome;
    assertTrue(outcome.held() <= 1 && outcome.received() <= 1, context);
    if (outcome.failure().isEmpty()) {
      assertEquals(1, outcome.received(), context);
      return;
    }
    SmtpSendFailedException failure = outcome.failure().get();
    boolean safe = failure.classification().safeToSendAgain();
    assertEquals(!safe, outcome.isUnknown(), context);
    assertEquals(safe, !failure.recipientsToSendAgain().isEmpty(), context);
    assertTrue(!safe || outcome.held() + outcome.received() == 0, context);
  }

  @ParameterizedTest
  @MethodSource("org.smtpra.standalone.CutShape#all")
  void freshSessionCutAnywhereTellsTheTruth(CutShape shape) {
    Outcome uncut = converse(shape, 0, OptionalLong.empty());
    assertEquals(Optional.empty(), uncut.failure());
    for (long octets = 0; octets <= uncut.octets(); octets++) {
      Outcome outcome = converse(shape, 0, OptionalLong.of(octets));
      String at = shape + " after " + octets + " of " + uncut.octets();
      assertLaw(at, outcome);
      boolean mayBeComplete = octets >= uncut.octets() - uncut.tail();
      assertTrue(mayBeComplete || !outcome.isUnknown(), () -> at + ": " + outcome);
      if (octets == uncut.octets() && shape.ending() == CutEnding.FIN) {
        // Behind the client's last octet the verdict may just slip through before the cut.
        assertTrue(shape.client() || !outcome.isUnknown(), at);
        assertEquals(1, outcome.received(), at);
      }
    }
  }

  static Stream<CutShape> endedInGoodOrder() {
    return CutShape.ending(CutEnding.FIN);
  }

  @ParameterizedTest
  @MethodSource("endedInGoodOrder")
  void reusedSessionCutAnywhereMakesNoSecondCopy(CutShape shape) {
    long first = converse(shape, 0, OptionalLong.empty()).octets();
    Outcome uncut = converse(shape, 1, OptionalLong.empty());
    assertEquals(Optional.empty(), uncut.failure());
    for (long octets = first + 1; octets <= uncut.octets(); octets++) {
      Outcome outcome = converse(shape, 1, OptionalLong.of(octets));
      String at = shape + " after " + octets + " of " + uncut.octets();
      assertLaw(at, outcome);
      if (octets < uncut.octets() - uncut.tail() && !shape.isFull()) {
        // Lost before anything was at stake: the message starts again, and nobody hears of it.
        assertEquals(Optional.empty(), outcome.failure(), at);
      }
    }
  }
}
