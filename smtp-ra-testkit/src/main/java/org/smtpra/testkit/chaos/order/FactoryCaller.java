package org.smtpra.testkit.chaos.order;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.smtpra.SmtpConnection;
import org.smtpra.SmtpConnectionFactory;
import org.smtpra.SmtpFailureClassification;
import org.smtpra.SmtpFailureKind;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.SmtpSendOptions;
import org.smtpra.SmtpSendResult;
import org.smtpra.SmtpSubmission;
import org.smtpra.testkit.chaos.order.CallOutcome.CallTime;

/** Makes calls on a connection factory in this process. Thread safe. */
public final class FactoryCaller implements MailCaller {

  private static final Session SESSION = Session.getInstance(new Properties());

  private final SmtpConnectionFactory factory;
  private final Interrupter interrupter;

  /**
   * Calls this factory.
   *
   * @param factory the factory under test
   * @param interrupter interrupts the calls that ask for it
   */
  public FactoryCaller(SmtpConnectionFactory factory, Interrupter interrupter) {
    this.factory = factory;
    this.interrupter = interrupter;
  }

  /** What is known once a lease was had; only then does the factory count the message. */
  private static final class Progress {
    private final long beganNanos = System.nanoTime();
    private long sendBeganNanos = beganNanos;
    private boolean counted;

    void sendBegins() {
      counted = true;
      sendBeganNanos = System.nanoTime();
    }

    CallTime time() {
      return new CallTime(beganNanos, sendBeganNanos, System.nanoTime());
    }
  }

  @Override
  public CallOutcome call(MailOrder order) {
    MimeMessage message = message(order);
    SmtpSendOptions options = options(order);
    Progress progress = new Progress();
    Interrupter.Watch watch = interrupter.watch(order.manner().interruptAfter());
    try {
      SmtpSendResult result = send(order, message, options, progress);
      return new CallOutcome(
          order.number(),
          Optional.empty(),
          true,
          result.endpointKey(),
          result.recipients(),
          progress.time());
    } catch (SmtpSendFailedException e) {
      return new CallOutcome(
          order.number(),
          Optional.of(failure(e)),
          progress.counted,
          e.endpointKey(),
          e.recipients(),
          progress.time());
    } finally {
      watch.close();
    }
  }

  private SmtpSendResult send(
      MailOrder order, MimeMessage message, SmtpSendOptions options, Progress progress)
      throws SmtpSendFailedException {
    if (order.manner().background()) {
      progress.sendBegins();
      return await(factory.sendAsync(message, options));
    }
    if (!order.manner().lease()) {
      progress.sendBegins();
      return factory.send(message, options);
    }
    try (SmtpConnection lease = lease(factory, order)) {
      progress.sendBegins();
      return lease.send(message, options);
    }
  }

  /** An interrupt calls the message off; what that says must be what the stage tells. */
  private static SmtpSendResult await(SmtpSubmission submission) throws SmtpSendFailedException {
    boolean calledOff = false;
    while (true) {
      try {
        SmtpSendResult result = submission.stage().toCompletableFuture().get();
        failIf(calledOff, "was sent");
        return result;
      } catch (InterruptedException e) {
        calledOff = submission.cancel();
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof SmtpSendFailedException told)) {
          throw new IllegalStateException("the stage told something else than how it failed", e);
        }
        boolean cancelled = told.classification().kind() == SmtpFailureKind.CANCELLED;
        failIf(calledOff != cancelled, "ended with " + told.classification());
        throw told;
      }
    }
  }

  private static void failIf(boolean lie, String what) {
    if (lie) {
      throw new IllegalStateException("cancel() said something else: the message " + what);
    }
  }

  static SmtpConnection lease(SmtpConnectionFactory factory, MailOrder order)
      throws SmtpSendFailedException {
    Optional<ChaosUser> user = order.manner().user();
    return user.isPresent()
        ? factory.getConnection(user.get().userName(), user.get().saidPassword())
        : factory.getConnection();
  }

  static SmtpSendOptions options(MailOrder order) {
    SmtpSendOptions.Builder options =
        SmtpSendOptions.builder()
            .envelopeFrom(order.sender())
            .envelopeRecipients(order.recipients())
            .recipientPolicy(order.policy());
    order.manner().deadline().ifPresent(options::deadline);
    return options.build();
  }

  static MimeMessage message(MailOrder order) {
    try {
      return new MimeMessage(SESSION, new ByteArrayInputStream(order.octets().given()));
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  static CallOutcome.Failure failure(SmtpSendFailedException e) {
    return failure(e.classification(), String.valueOf(e.getMessage()), e.transcript());
  }

  static CallOutcome.Failure failure(SmtpFailureClassification what, String text) {
    return failure(what, text, List.of());
  }

  private static CallOutcome.Failure failure(
      SmtpFailureClassification what, String text, List<String> transcript) {
    return new CallOutcome.Failure(
        what.kind(), what.reason(), what.stage(), what.safeToSendAgain(), text, transcript);
  }
}
