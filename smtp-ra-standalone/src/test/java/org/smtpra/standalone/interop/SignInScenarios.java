package org.smtpra.standalone.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.smtpra.SmtpFailureKind;
import org.smtpra.SmtpFailureReason;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.SmtpSendResult;
import org.smtpra.SmtpSendStage;
import org.smtpra.standalone.SmtpPool;

/** AUTH by every mechanism, with a password beyond ASCII. */
interface SignInScenarios extends Scenario {

  @TestFactory
  default Stream<DynamicTest> signsInAfterStartTlsBy() {
    return DynamicTest.stream(
        server().traits().mechanisms().stream(),
        mechanism -> mechanism,
        mechanism -> sends("saslMechanisms", mechanism));
  }

  @Test
  default void sendsUnderTlsFromTheStart() throws Exception {
    sends("security", "TLS", "port", String.valueOf(server().process().tlsPort()));
  }

  @Test
  default void sendsUnderTls12() throws Exception {
    sends("tlsProtocols", "TLSv1.2");
  }

  private void sends(String... properties) throws Exception {
    try (SmtpPool pool = server().pool(properties)) {
      var message = Mails.text(pool.factory(), "signed in");
      SmtpSendResult result = pool.factory().send(message);
      assertEquals(250, result.finalReply().code());
      server().awaitDelivered(result.messageId(), 1);
    }
  }

  @TestFactory
  default Stream<DynamicTest> aWrongPasswordIsTriedOnceBy() {
    return DynamicTest.stream(
        server().traits().mechanisms().stream(),
        mechanism -> mechanism,
        this::aWrongPasswordIsTriedOnce);
  }

  private void aWrongPasswordIsTriedOnce(String mechanism) throws Exception {
    long before = server().refusedSignIns();
    try (SmtpPool pool = server().pool("saslMechanisms", mechanism, "password", "wrong")) {
      SmtpSendFailedException failure =
          Mails.failure(pool.factory(), Mails.text(pool.factory(), "wrong password"));
      var classification = failure.classification();
      assertEquals(SmtpFailureKind.PERMANENT_FAILURE, classification.kind(), failure::toString);
      assertEquals(SmtpFailureReason.AUTHENTICATION_REFUSED, classification.reason());
      assertEquals(SmtpSendStage.AUTHENTICATE, classification.stage());
      assertEquals(535, classification.reply().orElseThrow().code());
      assertEquals(1, pool.factory().status().hosts().get(0).openFailures());
      assertTrue(
          failure.transcript().stream().noneMatch(line -> line.contains("wrong")),
          () -> "transcript: " + failure.transcript());
    }
    server().awaitRefusedSignIns(before + 1);
    // A second attempt would have been logged before this one is.
    sends("saslMechanisms", mechanism);
    assertEquals(before + 1, server().refusedSignIns(), server().process()::log);
  }
}
