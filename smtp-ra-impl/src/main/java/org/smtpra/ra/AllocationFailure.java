package org.smtpra.ra;

import jakarta.resource.ResourceException;
import java.util.List;
import org.smtpra.SmtpSendStage;
import org.smtpra.failure.FailureCause;
import org.smtpra.failure.FailureTable;
import org.smtpra.failure.SmtpFailure;

/**
 * Reads what {@code allocateConnection} throws: it is the container's own, has no type for an
 * exhausted pool, and is told apart by a table of the texts each server was seen to use.
 */
final class AllocationFailure {

  private static final int DEPTH = 20;

  /** How each pool says that its bounded wait is over. */
  private static final List<String> EXHAUSTED =
      List.of(
          "IJ000655", // WildFly: no managed connections available within the blocking timeout
          "expired max-wait-time", // Payara
          "No available resources and wait time", // GlassFish
          "J2CA0045E", // Open Liberty
          "ConnectionWaitTimeoutException", // Open Liberty, by class
          "No ManagedConnections available within configured blocking timeout", // TomEE
          "SMTP-RA-POOL-EXHAUSTED"); // the stand-alone pool's error code

  private AllocationFailure() {}

  static SmtpFailure of(ResourceException failure, LeaseRegistry leases) {
    FailureCause cause = causeOf(failure);
    String text =
        switch (cause) {
          case POOL_EXHAUSTED ->
              "no lease was free in time: " + leases.describe() + " (" + failure.getMessage() + ")";
          case CANCELLED -> "interrupted while waiting for a lease";
          default -> "the application server gave no lease: " + failure.getMessage();
        };
    return new SmtpFailure(text, FailureTable.before(SmtpSendStage.ACQUIRE, cause), failure);
  }

  private static FailureCause causeOf(Throwable failure) {
    Throwable current = failure;
    for (int depth = 0; current != null && depth < DEPTH; depth++) {
      if (current instanceof InterruptedException) {
        return FailureCause.CANCELLED;
      }
      if (EXHAUSTED.stream().anyMatch(current.toString()::contains)) {
        return FailureCause.POOL_EXHAUSTED;
      }
      current = current.getCause();
    }
    return FailureCause.ALLOCATION_FAILED;
  }
}
