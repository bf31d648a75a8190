package org.smtpra.submission;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.SmtpSendResult;

/**
 * What comes of one message. Only {@link #sent} and {@link #failed} complete it, the first of them
 * counts, and dependents run on the JDK's threads for such work, never on the caller's of these two
 * methods: a worker, or the thread that stops the adapter. Thread safe.
 *
 * <p>It is a {@link CompletableFuture} itself and no view of one, since a view would show its
 * dependents the exception inside another one.
 */
final class ToldStage extends CompletableFuture<SmtpSendResult> {

  private static final String NOT_YOURS =
      "only the adapter completes this stage: cancel the submission instead";

  /** One that has failed before anybody can depend on it. */
  static ToldStage ofFailed(SmtpSendFailedException failure) {
    ToldStage stage = new ToldStage();
    stage.settleHere(failure);
    return stage;
  }

  private void settleHere(SmtpSendFailedException failure) {
    super.completeExceptionally(failure);
  }

  /**
   * Completes it with a result. Nothing of ours is on the stack when dependents run: a thread that
   * a server makes there for its own pool would keep our class loader.
   */
  void sent(SmtpSendResult result) {
    try {
      super.completeAsync(() -> result, defaultExecutor());
    } catch (RuntimeException | OutOfMemoryError e) {
      super.complete(result);
    }
  }

  /** Completes it with a failure. */
  void failed(SmtpSendFailedException failure) {
    settle(() -> settleHere(failure));
  }

  /** Where no thread can be had for it, dependents must not wait for ever. */
  private void settle(Runnable completion) {
    try {
      defaultExecutor().execute(completion);
    } catch (RuntimeException | OutOfMemoryError e) {
      completion.run();
    }
  }

  /** Stages that depend on this one are the caller's own. */
  @Override
  public <U> CompletableFuture<U> newIncompleteFuture() {
    return new CompletableFuture<>();
  }

  @Override
  public CompletableFuture<SmtpSendResult> toCompletableFuture() {
    return copy();
  }

  @Override
  public boolean complete(SmtpSendResult value) {
    throw new UnsupportedOperationException(NOT_YOURS);
  }

  @Override
  public boolean completeExceptionally(Throwable failure) {
    throw new UnsupportedOperationException(NOT_YOURS);
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    throw new UnsupportedOperationException(NOT_YOURS);
  }

  @Override
  public void obtrudeValue(SmtpSendResult value) {
    throw new UnsupportedOperationException(NOT_YOURS);
  }

  @Override
  public void obtrudeException(Throwable failure) {
    throw new UnsupportedOperationException(NOT_YOURS);
  }

  @Override
  public CompletableFuture<SmtpSendResult> completeAsync(
      Supplier<? extends SmtpSendResult> supplier, Executor executor) {
    throw new UnsupportedOperationException(NOT_YOURS);
  }

  @Override
  public CompletableFuture<SmtpSendResult> completeAsync(
      Supplier<? extends SmtpSendResult> supplier) {
    throw new UnsupportedOperationException(NOT_YOURS);
  }

  @Override
  public CompletableFuture<SmtpSendResult> orTimeout(long timeout, TimeUnit unit) {
    throw new UnsupportedOperationException(NOT_YOURS);
  }

  @Override
  public CompletableFuture<SmtpSendResult> completeOnTimeout(
      SmtpSendResult value, long timeout, TimeUnit unit) {
    throw new UnsupportedOperationException(NOT_YOURS);
  }
}
