package org.smtpra.submission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.smtpra.SmtpFailureClassification;
import org.smtpra.SmtpFailureKind;
import org.smtpra.SmtpFailureReason;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.SmtpSendStage;

class ToldStageTest {

  private final SmtpSendFailedException told =
      SmtpSendFailedException.builder(
              "no",
              SmtpFailureClassification.of(
                  SmtpFailureKind.CANCELLED, SmtpFailureReason.CANCELLED, SmtpSendStage.ACQUIRE))
          .build();

  private final ToldStage stage = new ToldStage();

  @Test
  void dependentSeesTheFailureItselfWhetherItCameBeforeOrAfterIt() throws Exception {
    CompletableFuture<Throwable> before = stage.handle((result, failure) -> failure);
    stage.failed(told);
    assertSame(told, before.get(20, TimeUnit.SECONDS));
    assertSame(told, stage.handle((result, failure) -> failure).get(20, TimeUnit.SECONDS));
    ExecutionException waited =
        assertThrows(
            ExecutionException.class, () -> stage.toCompletableFuture().get(20, TimeUnit.SECONDS));
    assertSame(told, waited.getCause());
  }

  @Test
  void dependentRunsOnAnotherThreadThanTheOneThatTells() throws Exception {
    CompletableFuture<Thread> dependent = stage.handle((result, failure) -> Thread.currentThread());
    stage.failed(told);
    assertNotSame(Thread.currentThread(), dependent.get(20, TimeUnit.SECONDS));
  }

  @Test
  void stageThatHasFailedBeforehandIsCompleteAtOnce() {
    assertTrue(ToldStage.ofFailed(told).isCompletedExceptionally());
  }

  @Test
  void callerCannotCompleteIt() {
    List<Executable> attempts =
        List.of(
            () -> stage.complete(null),
            () -> stage.completeExceptionally(told),
            () -> stage.cancel(true),
            () -> stage.obtrudeValue(null),
            () -> stage.obtrudeException(told),
            () -> stage.completeAsync(() -> null),
            () -> stage.completeAsync(() -> null, Runnable::run),
            () -> stage.orTimeout(1, TimeUnit.NANOSECONDS),
            () -> stage.completeOnTimeout(null, 1, TimeUnit.NANOSECONDS));
    attempts.forEach(attempt -> assertThrows(UnsupportedOperationException.class, attempt));
    assertFalse(stage.isDone());
  }

  @Test
  void copyThatIsCompletedByTheCallerChangesNothing() throws Exception {
    stage.toCompletableFuture().complete(null);
    stage.thenApply(result -> result).complete(null);
    assertFalse(stage.isDone());
    stage.failed(told);
    assertEquals(told, stage.handle((result, failure) -> failure).get(20, TimeUnit.SECONDS));
  }
}
