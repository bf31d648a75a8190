package org.smtpra.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.smtpra.RecipientOutcome;
import org.smtpra.RecipientOutcome.Disposition;
import org.smtpra.SmtpFailureKind;
import org.smtpra.config.Security;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.testkit.ReceivedMessage;
import org.smtpra.testkit.ScriptedSmtpServer;
import org.smtpra.testkit.ScriptedSmtpServerBuilder;
import org.smtpra.testkit.TestCertificates;
import org.smtpra.testkit.TestCertificatesExtension;
import org.smtpra.transport.Deadline;
import org.smtpra.transport.TlsContext;

/** Plays every row of {@link StageFaultTable} and checks the law of the ambiguity boundary. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
@ExtendWith(TestCertificatesExtension.class)
class StageFaultTest {

  private static final List<String> RECIPIENTS = List.of("anna@example.org", "bob@example.org");

  private final SSLContext server;
  private final TlsContext trust;
  private final TestMessage large = TestMessage.large();

  StageFaultTest(TestCertificates certificates) throws Exception {
    server = certificates.serverContext();
    trust = TestClient.trust(certificates);
  }

  /** A row in one of the settings in which it must mean the same. */
  record Cell(StageFaultTable.Row row, String tls, boolean reused, boolean pipelined) {
    @Override
    public String toString() {
      return row
          + (tls.isEmpty() ? ", clear text" : ", " + tls)
          + (reused ? ", reused" : "")
          + (pipelined ? ", pipelined" : "");
    }
  }

  static Stream<Cell> cells() {
    List<Cell> cells = new ArrayList<>();
    for (StageFaultTable.Row row : StageFaultTable.rows()) {
      cells.add(new Cell(row, "", false, false));
      cells.add(new Cell(row, "TLSv1.3", true, true));
      if (!row.needsShortTimeouts() && !row.large()) {
        cells.add(new Cell(row, "TLSv1.2", false, true));
        cells.add(new Cell(row, "", true, true));
      }
    }
    return cells.stream();
  }

  @ParameterizedTest
  @MethodSource("cells")
  void faultMeansWhatTheTableSays(Cell cell) throws Exception {
    if (cell.row().needsShortTimeouts()) {
      ShortTime.play(limit -> play(cell, client(cell).replyTimeouts(limit), limit));
    } else {
      play(cell, client(cell), Duration.ofSeconds(20));
    }
  }

  private void play(Cell cell, TestClient client, Duration limit) throws Exception {
    try (ScriptedSmtpServer scripted = start(cell)) {
      SmtpSession session = client.open(scripted);
      if (cell.reused()) {
        session.send(TestMessage.to("first@example.org"), TestMessage.small(), client.soon());
      }
      int before = scripted.received().size();
      scripted.on(cell.row().at(), cell.row().fault());
      Optional<SmtpFailure> failure = send(cell, client.in(limit.multipliedBy(2)), session);
      try {
        assertMeaning(cell, client, session, failure);
      } finally {
        session.close();
        scripted.stop();
        holdAgainstTheLaw(cell, failure, scripted, before);
      }
    }
  }

  private static void assertMeaning(
      Cell cell, TestClient client, SmtpSession session, Optional<SmtpFailure> failure)
      throws SmtpFailure {
    assertEquals(cell.row().expected(), failure.map(StageFaultTest::expectation), text(failure));
    if (!cell.row().usable()) {
      assertEndsIdling(client, session);
    } else {
      session.send(TestMessage.to("next@example.org"), TestMessage.small(), client.soon());
    }
  }

  /** No time limit is an excuse for what breaks it: it is not played again. */
  private static void holdAgainstTheLaw(
      Cell cell, Optional<SmtpFailure> failure, ScriptedSmtpServer scripted, int before) {
    try {
      assertLaw(cell, failure, scripted, before);
    } catch (AssertionError e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  /** A close may be still under way when the reply before it is already here. */
  private static void assertEndsIdling(TestClient client, SmtpSession session) {
    Deadline patience = client.soon();
    while (session.looksIdle() && !patience.hasPassed()) {
      Thread.onSpinWait();
    }
    assertFalse(session.looksIdle(), "usable afterwards");
  }

  private ScriptedSmtpServer start(Cell cell) {
    ScriptedSmtpServerBuilder builder =
        ScriptedSmtpServer.builder()
            .keywords(
                cell.pipelined() ? new String[] {"SIZE", "PIPELINING"} : new String[] {"SIZE"});
    return (cell.tls().isEmpty() ? builder : builder.tls(server).tlsProtocols(cell.tls())).start();
  }

  private TestClient client(Cell cell) {
    return new TestClient(cell.tls().isEmpty() ? Security.NONE : Security.STARTTLS, trust);
  }

  private Optional<SmtpFailure> send(Cell cell, Deadline limit, SmtpSession session) {
    try {
      TransactionResult result =
          session.send(
              TestMessage.to(RECIPIENTS.toArray(String[]::new)),
              cell.row().large() ? large : TestMessage.small(),
              limit);
      assertEquals(RECIPIENTS, addresses(result.recipients(), Disposition.ACCEPTED));
      return Optional.empty();
    } catch (SmtpFailure e) {
      return Optional.of(e);
    }
  }

  private static StageFaultTable.Expectation expectation(SmtpFailure failure) {
    return new StageFaultTable.Expectation(
        failure.classification().kind(),
        failure.classification().reason(),
        failure.classification().stage());
  }

  private static String text(Optional<SmtpFailure> failure) {
    return failure.map(e -> e.getMessage() + "\n" + String.join("\n", e.transcript())).orElse("");
  }

  private static void assertLaw(
      Cell cell, Optional<SmtpFailure> failure, ScriptedSmtpServer scripted, int before) {
    List<ReceivedMessage> mine =
        scripted.received().stream()
            .skip(before)
            .filter(message -> !message.recipients().equals(List.of("next@example.org")))
            .toList();
    if (failure.isEmpty()) {
      assertEquals(1, mine.size(), "success means exactly one copy");
    }
    for (ReceivedMessage taken : mine) {
      assertEquals(RECIPIENTS, taken.recipients());
      assertArrayEquals(TestMessage.small().octets(), taken.content());
    }
    failure.ifPresent(e -> assertHonest(cell, e, scripted, mine));
  }

  private static void assertHonest(
      Cell cell, SmtpFailure failure, ScriptedSmtpServer scripted, List<ReceivedMessage> mine) {
    SmtpFailureKind kind = failure.classification().kind();
    boolean unknown = kind == SmtpFailureKind.UNKNOWN_AFTER_DATA;
    assertTrue(mine.isEmpty() || unknown, "taken by the server, and reported as " + kind);
    if (failure.classification().safeToSendAgain() && failure.classification().reply().isEmpty()) {
      // No refusal vouches for it, so the server must not even have had the whole message.
      assertEquals(cell.reused() ? 1 : 0, wholeContents(scripted));
    }
    assertEquals(RECIPIENTS.size(), failure.recipients().size());
    List<String> doubtful = addresses(failure.recipients(), Disposition.UNKNOWN);
    assertEquals(unknown ? RECIPIENTS : List.of(), doubtful);
    assertFalse(failure.endpointKey().isEmpty());
    assertFalse(failure.transcript().isEmpty());
  }

  private static long wholeContents(ScriptedSmtpServer scripted) {
    return scripted.sessions().stream()
        .flatMap(session -> session.transcript().stream())
        .filter(line -> line.endsWith(" octets of content)"))
        .count();
  }

  private static List<String> addresses(List<RecipientOutcome> outcomes, Disposition wanted) {
    return outcomes.stream()
        .filter(outcome -> outcome.disposition() == wanted)
        .map(RecipientOutcome::address)
        .toList();
  }
}
