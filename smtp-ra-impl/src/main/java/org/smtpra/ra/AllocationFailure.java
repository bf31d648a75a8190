package org.smtpra.ra;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
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

  /** WildFly's pool drops the InterruptedException and the interrupt. */
  private static final List<String> INTERRUPTED = List.of("IJ000452", "IJ000654", "IJ000657");

  /** The error code of an adapter that was stopped, and of a stand-alone pool that was closed. */
  private static final List<String> SHUTDOWN = List.of("SMTP-RA-SHUTDOWN");

  /** The error code of what no repetition mends. */
  private static final List<String> CONFIGURATION = List.of("SMTP-RA-CONFIGURATION");

  private AllocationFailure() {}

  /** The thread's interrupt, which some pools swallow, is set again. */
  static SmtpFailure of(Exception failure, LeaseRegistry leases) {
    FailureCause cause = causeOf(failure);
    if (cause == FailureCause.CANCELLED) {
      Thread.currentThread().interrupt();
    }
    String text =
        switch (cause) {
          case POOL_EXHAUSTED ->
              "no lease was free in time: " + leases.describe() + " (" + texts(failure) + ")";
          case SHUTDOWN -> texts(failure);
          case CANCELLED -> "interrupted while waiting for a lease";
          default -> "the application server gave no lease: " + texts(failure);
        };
    return new SmtpFailure(text, FailureTable.before(SmtpSendStage.ACQUIRE, cause), failure);
  }

  private static FailureCause causeOf(Exception failure) {
    List<Throwable> chain = chain(failure);
    if (chain.stream().anyMatch(InterruptedException.class::isInstance)
        || chain.stream().anyMatch(link -> says(link, INTERRUPTED))) {
      return FailureCause.CANCELLED;
    }
    if (chain.stream().anyMatch(link -> says(link, EXHAUSTED))) {
      return FailureCause.POOL_EXHAUSTED;
    }
    if (chain.stream().anyMatch(link -> says(link, SHUTDOWN))) {
      return FailureCause.SHUTDOWN;
    }
    if (chain.stream().anyMatch(link -> says(link, CONFIGURATION))) {
      return FailureCause.CONFIGURATION;
    }
    return Thread.currentThread().isInterrupted()
        ? FailureCause.CANCELLED
        : FailureCause.ALLOCATION_FAILED;
  }

  private static boolean says(Throwable link, List<String> texts) {
    return texts.stream().anyMatch(link.toString()::contains);
  }

  private static List<Throwable> chain(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).limit(DEPTH).toList();
  }

  /** What every link of the chain says, once: the outermost of WildFly's says nothing. */
  private static String texts(Exception failure) {
    List<String> said = new ArrayList<>();
    for (Throwable link : chain(failure)) {
      String text = link.getMessage() == null ? link.getClass().getName() : link.getMessage();
      if (said.stream().noneMatch(known -> known.contains(text))) {
        said.add(text);
      }
    }
    return String.join(": ", said);
  }
}
