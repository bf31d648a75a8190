package org.smtpra.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.smtpra.SmtpSendStage.CONTENT;
import static org.smtpra.session.Failures.assertFailure;

import java.time.Duration;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.smtpra.SmtpFailureKind;
import org.smtpra.SmtpFailureReason;
import org.smtpra.config.Security;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.testkit.Fault;
import org.smtpra.testkit.ScriptedSmtpServer;
import org.smtpra.testkit.Stage;
import org.smtpra.testkit.TestCertificates;
import org.smtpra.testkit.TestCertificatesExtension;

/** A server that answers in the midst of the content and reads no further. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(TestCertificatesExtension.class)
class EarlyAnswerTest {

  /** Content may stand still for a minute before it is given up. */
  private static final Duration AT_ONCE = Duration.ofSeconds(30);

  private static final Envelope ANNA = TestMessage.to("anna@example.org");

  private final TestCertificates certificates;
  private final TestMessage large = TestMessage.large();

  EarlyAnswerTest(TestCertificates certificates) {
    this.certificates = certificates;
  }

  private SmtpFailure fails(TestClient client, SmtpSession session) {
    return assertThrows(
        SmtpFailure.class, () -> session.send(ANNA, large, client.in(Duration.ofHours(1))));
  }

  @ParameterizedTest
  @CsvSource({
    "552 5.3.4 too big, PERMANENT_FAILURE, MESSAGE_TOO_LARGE",
    "451 4.3.0 disk full, RETRYABLE_TEMPORARY_FAILURE, DEFERRED",
    "421 4.3.2 bye, RETRYABLE_TEMPORARY_FAILURE, DEFERRED",
    "250 2.0.0 done, RETRYABLE_BEFORE_SEND, PROTOCOL_ERROR"
  })
  void answerIsHeardAlthoughTheServerReadsNoFurther(
      String reply, SmtpFailureKind kind, SmtpFailureReason reason) throws Exception {
    for (Security security : new Security[] {Security.NONE, Security.STARTTLS}) {
      try (ScriptedSmtpServer server = ScriptedSmtpServer.builder().tls(certificates).start()) {
        TestClient client = new TestClient(security, TestClient.trust(certificates));
        SmtpSession session = client.open(server);
        Fault deaf = new Fault.Then(new Fault.Reply(reply), new Fault.StopReading());
        server.on(Stage.CONTENT, new Fault.AfterOctets(20_000, deaf));
        SmtpFailure failure = assertTimeoutPreemptively(AT_ONCE, () -> fails(client, session));
        assertFailure(kind, reason, CONTENT, failure);
        assertFalse(session.isUsable());
        assertEquals(0, server.held().size());
      }
    }
  }
}
