package org.smtpra.standalone.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.smtpra.RecipientOutcome;
import org.smtpra.RecipientOutcome.Disposition;
import org.smtpra.SmtpFailureKind;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.SmtpSendResult;
import org.smtpra.SmtpSendStage;
import org.smtpra.standalone.SmtpPool;
import org.smtpra.testkit.Fault;
import org.smtpra.testkit.ScriptedSmtpServer;
import org.smtpra.testkit.Stage;
import org.smtpra.testkit.server.DovecotSubmissionServer;
import org.smtpra.testkit.server.EximServer;
import org.smtpra.testkit.server.MailRelay;
import org.smtpra.testkit.server.MailServerSettings;
import org.smtpra.testkit.server.RealMailServer;

/** Dovecot's submission service, with Exim as its relay. */
class DovecotSubmissionIT extends InteropContract {

  private @Nullable EximServer exim;
  private @Nullable MailRelay relay;

  @Override
  ServerTraits traits() {
    return new ServerTraits(
        List.of("PLAIN", "LOGIN", "CRAM-MD5", "SCRAM-SHA-256"),
        Set.of(Shortcoming.NO_SMTPUTF8, Shortcoming.DIES_OF_REFUSALS_IN_FULL),
        List.of(WireMode.values()),
        "submission_max_mail_size = %d",
        List.of(),
        "submission-login: Info: Login: ",
        "submission-login: Info: .*\\(auth failed, 1 attempts");
  }

  @Override
  RealMailServer start(MailServerSettings settings) {
    DovecotSubmissionServer.availability().orAbort();
    if (exim == null) {
      exim = EximServer.start(MailServerSettings.of(settings.certificate(), settings.key()));
      relay = MailRelay.to(exim);
    }
    return DovecotSubmissionServer.start(settings, relay);
  }

  @AfterAll
  void closeRelay() {
    if (exim != null) {
      exim.close();
    }
  }

  @Test
  void aRestartOfTheRelayIsNotNoticed() throws Exception {
    try (SmtpPool pool = server().pool()) {
      pool.factory().send(Mails.text(pool.factory(), "before"));
      exim.killHard();
      exim.start();
      SmtpSendResult result = pool.factory().send(Mails.text(pool.factory(), "after"));
      server().awaitDelivered(result.messageId(), 1);
    }
  }

  @Test
  void aRelayThatIsDownLeavesTheMessageToBeSentAgain() throws Exception {
    try (SmtpPool pool = server().pool()) {
      var message = Mails.text(pool.factory(), "relay down");
      exim.killHard();
      try {
        SmtpSendFailedException failure = Mails.failure(pool.factory(), message);
        // Dovecot nearly always says that it has no relay; it was seen to close without a word.
        SmtpFailureKind kind = failure.classification().kind();
        assertTrue(
            kind == SmtpFailureKind.RETRYABLE_TEMPORARY_FAILURE
                || kind == SmtpFailureKind.RETRYABLE_BEFORE_SEND,
            failure::toString);
        assertEquals(SmtpSendStage.MAIL_FROM, failure.classification().stage());
        assertEquals(List.of(Mails.RECIPIENT), failure.recipientsToSendAgain());
      } finally {
        exim.start();
      }
      SmtpSendResult result = pool.factory().send(message);
      server().awaitDelivered(result.messageId(), 1);
    }
  }

  /** Dovecot then answers the content with a refusal, although the relay may have the message. */
  @Test
  void aRelayThatVanishesBehindTheContentLeavesTheMessageUnknown() throws Exception {
    try (ScriptedSmtpServer vanishing = ScriptedSmtpServer.builder().start()) {
      vanishing.always(Stage.FINAL_REPLY, new Fault.CloseBefore());
      try (ServerUnderTest dovecot = startBefore(vanishing);
          SmtpPool pool = dovecot.pool()) {
        SmtpSendFailedException failure =
            Mails.failure(pool.factory(), Mails.text(pool.factory(), "vanishing relay"));
        assertEquals(
            SmtpFailureKind.UNKNOWN_AFTER_DATA, failure.classification().kind(), failure::toString);
        assertEquals(List.of(), failure.recipientsToSendAgain());
        String code = failure.classification().reply().orElseThrow().enhancedCode();
        assertTrue(code.matches("[45]\\.4\\..*"), failure::toString);
      }
    }
  }

  /** To recipients that come in one flush it says 451 4.5.3, and the relay has got some of them. */
  @Test
  void recipientsOverDovecotsOwnLimitGetNoSecondCopy() throws Exception {
    try (ServerUnderTest limited = start("submission_max_recipients = 2");
        SmtpPool pool = limited.pool("recipientPolicy", "SEND_TO_ACCEPTED")) {
      String[] five = RecipientLimitScenarios.FIVE.toArray(String[]::new);
      SmtpSendResult result = pool.factory().send(Mails.text(pool.factory(), "five", five));
      assertEquals(
          List.of(
              Disposition.ACCEPTED,
              Disposition.ACCEPTED,
              Disposition.DEFERRED,
              Disposition.DEFERRED,
              Disposition.DEFERRED),
          result.recipients().stream().map(RecipientOutcome::disposition).toList());
      limited.awaitDelivered(result.messageId(), 2);
      // A further message is delivered after whatever came before it.
      SmtpSendResult last = pool.factory().send(Mails.text(pool.factory(), "last"));
      limited.awaitDelivered(last.messageId(), 1);
      List<String> copies = limited.recipientsOf(result.messageId());
      assertEquals(copies.stream().distinct().toList(), copies);
    }
  }

  private ServerUnderTest startBefore(ScriptedSmtpServer other) {
    MailRelay usual = relay;
    relay = MailRelay.to(other.host(), other.port());
    try {
      return start("verbose_proctitle = no");
    } finally {
      relay = usual;
    }
  }
}
