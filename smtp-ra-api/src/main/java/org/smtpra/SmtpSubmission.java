package org.smtpra;

import java.util.concurrent.CompletionStage;

/**
 * One message on its way in the background: see {@link SmtpConnectionFactory#sendAsync(
 * jakarta.mail.internet.MimeMessage, SmtpSendOptions)}. All methods may be called by any thread, at
 * any time, and do not wait.
 */
public interface SmtpSubmission {

  /**
   * What comes of the message. The stage always completes, with the result or exceptionally with a
   * {@link SmtpSendFailedException}, at the latest when the adapter stops. Stages made by its
   * methods see that exception itself; only those further down the chain see it as the cause of a
   * {@link java.util.concurrent.CompletionException}, as the JDK has it.
   *
   * <p>Nobody but the adapter completes it. {@code toCompletableFuture()} gives a copy: completing
   * or cancelling the copy changes nothing here, {@link #cancel()} does.
   *
   * <p>Dependent stages that are not given an executor run on a thread of the JDK's (the one of
   * {@link java.util.concurrent.CompletableFuture#defaultExecutor()}), or on the thread that adds
   * them to a completed stage: <b>without</b> the application's class loader, naming, security, CDI
   * and JTA context. In an application server give them one:
   *
   * <pre>{@code
   * @Resource ManagedExecutorService executor;
   *
   * executor.copy(smtp.sendAsync(message).stage()).whenCompleteAsync((result, failure) -> ...);
   * }</pre>
   *
   * <p>An executor as an argument of a dependent stage is not enough: it is called when the message
   * is decided, on a thread that has no context to hand on.
   *
   * @return the same stage at every call
   */
  CompletionStage<SmtpSendResult> stage();

  /**
   * Calls the message off.
   *
   * <ul>
   *   <li>{@code true}: it was called off in time. It was not handed over to any server and will
   *       not be; the stage completes exceptionally with kind {@link SmtpFailureKind#CANCELLED}. If
   *       it waited for its turn, it does so at once; if it was just being sent, its connection is
   *       closed, and the stage completes as soon as the sender has noticed.
   *   <li>{@code false}: this came too late. A server may have the message, or it had ended
   *       already. The last write is not torn: the stage completes with what the server says, with
   *       {@link SmtpFailureKind#UNKNOWN_AFTER_DATA} only where that is not heard. Recipients who
   *       do not have the message by then get no further attempt.
   * </ul>
   *
   * <p>Further calls change nothing and return the same.
   *
   * @return whether the message was called off before any server could have it
   */
  boolean cancel();
}
