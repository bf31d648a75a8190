package org.smtpra.standalone;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.concurrent.TimeUnit;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.SmtpSendOptions;
import org.smtpra.SmtpSendResult;
import org.smtpra.SmtpSubmission;

/** Submits small messages, and waits for what comes of them. */
final class Submitted {

  static final SmtpSendOptions TO_ANNA = RawMessage.to("anna@example.org");

  private static final long PATIENCE_SECONDS = 60;

  private Submitted() {}

  static SmtpSubmission to(SmtpPool pool, String subject) throws Exception {
    return pool.factory()
        .sendAsync(RawMessage.of("Subject: " + subject + "\r\n\r\nHello.\r\n"), TO_ANNA);
  }

  static SmtpSendResult sent(SmtpSubmission submission) throws Exception {
    return submission.stage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /** The failure as a dependent stage sees it. */
  static SmtpSendFailedException failure(SmtpSubmission submission) throws Exception {
    return assertInstanceOf(
        SmtpSendFailedException.class,
        submission
            .stage()
            .handle((result, failure) -> failure)
            .toCompletableFuture()
            .get(PATIENCE_SECONDS, TimeUnit.SECONDS));
  }

  static boolean isDone(SmtpSubmission submission) {
    return submission.stage().toCompletableFuture().isDone();
  }
}
