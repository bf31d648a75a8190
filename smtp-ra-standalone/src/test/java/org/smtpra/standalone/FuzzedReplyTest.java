package org.smtpra.standalone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.smtpra.SmtpFailureKind;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.SmtpSendOptions;

/** Random nonsense at each stage: no send hangs, and none claims what the server did not say. */
class FuzzedReplyTest {

  private static final int CASES = 160;
  private static final SmtpSendOptions ENVELOPE =
      SmtpSendOptions.builder()
          .envelopeFrom("shop@example.com")
          .envelopeRecipients(List.of("anna@example.org"))
          .deadline(Duration.ofSeconds(1))
          .build();

  @ParameterizedTest
  @EnumSource
  void nonsenseAtAStageIsNeverBelieved(FuzzedServer.Stage stage) throws Exception {
    ExecutorService callers = Executors.newFixedThreadPool(16);
    try {
      List<Future<String>> breaches = new ArrayList<>();
      for (int i = 0; i < CASES; i++) {
        long seed = i;
        breaches.add(callers.submit(() -> breach(stage, seed)));
      }
      for (Future<String> breach : breaches) {
        assertEquals("", breach.get(60, TimeUnit.SECONDS));
      }
    } finally {
      callers.shutdownNow();
      assertTrue(callers.awaitTermination(30, TimeUnit.SECONDS));
    }
  }

  /** What was done against the law with this seed; empty is nothing. */
  private static String breach(FuzzedServer.Stage stage, long seed) throws Exception {
    Random random = new Random(seed * 31 + stage.name().hashCode());
    FuzzedServer server = new FuzzedServer(stage, random);
    String[] pipelining = {"NONE", "ENVELOPE", "FULL"};
    String mode = pipelining[random.nextInt(pipelining.length)];
    try (RawPeer peer = RawPeer.playing(server);
        SmtpPool pool = pool(peer, mode, stage == FuzzedServer.Stage.AUTH)) {
      String told = judge(pool, server, peer, mode);
      return told.isEmpty() ? "" : told + ": seed " + seed + ", " + mode + ", " + server;
    }
  }

  private static String judge(SmtpPool pool, FuzzedServer server, RawPeer peer, String mode)
      throws Exception {
    try {
      pool.factory().send(RawMessage.of("a: b\r\n\r\nc\r\n"), ENVELOPE);
      // With all in one flush nothing tells a reply that came twice from the one that follows it.
      boolean mistaken = mode.equals("FULL") && server.saidYesTooOften();
      return server.saidYes() || mistaken ? "" : "success that the server did not give";
    } catch (SmtpSendFailedException e) {
      boolean unknown = e.classification().kind() == SmtpFailureKind.UNKNOWN_AFTER_DATA;
      if (unknown) {
        peer.awaitQuiet(); // It may read late what the client has sent.
      }
      if (unknown && !mayBeUnknown(server, mode)) {
        return "UNKNOWN where nothing was complete, " + e;
      }
      boolean itsOwn = mode.equals("FULL") || server.fuzzed() == FuzzedServer.Stage.CONTENT;
      boolean verdict = itsOwn && server.saidYes();
      return verdict && !unknown ? "the server's yes was lost, " + e : "";
    } catch (RuntimeException e) {
      return "unclassified " + e;
    }
  }

  /** A connection closed behind the go-ahead, whatever that is, leaves the client in the dark. */
  private static boolean mayBeUnknown(FuzzedServer server, String mode) {
    FuzzedServer.Stage goAhead =
        mode.equals("FULL") ? FuzzedServer.Stage.AUTH : FuzzedServer.Stage.RCPT;
    return server.wasComplete() || server.fuzzed().compareTo(goAhead) >= 0;
  }

  private static SmtpPool pool(RawPeer peer, String pipelining, boolean signIn) {
    Map<String, String> properties =
        PoolProperties.clearText(
            peer.port(),
            "pipelining",
            pipelining,
            "greetingTimeout",
            "300ms",
            "authenticateTimeout",
            "300ms",
            "sendTimeout",
            "300ms");
    if (signIn) {
      properties.putAll(Map.of("userName", "anna", "password", "secret"));
    }
    return SmtpPool.open(properties);
  }
}
