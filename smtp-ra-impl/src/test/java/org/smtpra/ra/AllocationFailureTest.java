package org.smtpra.ra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ResourceAllocationException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.smtpra.SmtpFailureKind;
import org.smtpra.SmtpFailureReason;
import org.smtpra.SmtpSendStage;
import org.smtpra.event.SmtpEventListener;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.testkit.TestNanoClock;

class AllocationFailureTest {

  private final TestNanoClock clock = new TestNanoClock();
  private final LeaseRegistry leases =
      new LeaseRegistry(Duration.ZERO, clock, new SmtpEventListener() {});

  @AfterEach
  void forgetInterrupt() {
    Thread.interrupted();
  }

  private static ResourceException caused(ResourceException outer, Throwable cause) {
    outer.initCause(cause);
    return outer;
  }

  /** As each server was seen to say it. */
  static Stream<Arguments> exhaustedPools() {
    return Stream.of(
        Arguments.of(
            "WildFly",
            caused(
                new ResourceException(
                    "IJ000453: Unable to get managed connection for java:/eis/Smtp"),
                new ResourceException(
                    "IJ000655: No managed connections available within configured blocking timeout"
                        + " (1500 [ms])"))),
        Arguments.of(
            "Payara",
            new ResourceAllocationException(
                "Error in allocating a connection. Cause: In-use connections equal max-pool-size"
                    + " and expired max-wait-time. Cannot allocate more connections.")),
        Arguments.of(
            "GlassFish",
            new ResourceAllocationException(
                "Error in allocating a connection. Cause: No available resources and wait time"
                    + " 2000 ms expired.")),
        Arguments.of(
            "Open Liberty",
            new ResourceAllocationException(
                "J2CA0045E: Connection not available while invoking method"
                    + " createOrWaitForConnection for resource smtp/cf.")),
        Arguments.of(
            "TomEE",
            new ResourceException(
                "No ManagedConnections available within configured blocking timeout (2000 [ms])")),
        Arguments.of(
            "the stand-alone pool",
            new ResourceAllocationException("all 4 are in use", "SMTP-RA-POOL-EXHAUSTED")));
  }

  @Test
  void poolThatIsClosedIsAShutdown() {
    ResourceException thrown =
        new ResourceAllocationException("the pool is closed", "SMTP-RA-SHUTDOWN");
    SmtpFailure failure = AllocationFailure.of(thrown, leases);
    assertEquals(SmtpFailureKind.RETRYABLE_BEFORE_SEND, failure.classification().kind());
    assertEquals(SmtpFailureReason.SHUTDOWN, failure.classification().reason());
    assertTrue(failure.getMessage().startsWith("the pool is closed"), failure::getMessage);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("exhaustedPools")
  void exhaustedPoolIsRecognised(String server, ResourceException thrown) {
    leases.taken(() -> "mail.example.com:587");
    clock.advance(Duration.ofMillis(1234));
    SmtpFailure failure = AllocationFailure.of(thrown, leases);
    assertEquals(SmtpFailureKind.POOL_EXHAUSTED, failure.classification().kind());
    assertEquals(SmtpFailureReason.POOL_EXHAUSTED, failure.classification().reason());
    assertEquals(SmtpSendStage.ACQUIRE, failure.classification().stage());
    String holder =
        "1 lease is out, the oldest for 1234 ms, taken by thread "
            + Thread.currentThread().getName();
    assertTrue(failure.getMessage().contains(holder), failure::getMessage);
  }

  @Test
  void everyTextOfTheContainersChainIsTold() {
    ResourceException thrown =
        caused(
            new ResourceException("IJ000453: Unable to get managed connection"),
            caused(
                new ResourceException("IJ000653: The pool has been shutdown"),
                new IllegalStateException("IJ000653: The pool has been shutdown")));
    SmtpFailure failure = AllocationFailure.of(thrown, leases);
    assertEquals(SmtpFailureReason.ALLOCATION_FAILED, failure.classification().reason());
    assertEquals(SmtpFailureKind.RETRYABLE_BEFORE_SEND, failure.classification().kind());
    assertEquals(
        "the application server gave no lease: IJ000453: Unable to get managed connection:"
            + " IJ000653: The pool has been shutdown",
        failure.getMessage());
  }

  @Test
  void uncheckedExceptionOfTheContainerIsAFailedAllocation() {
    SmtpFailure failure = AllocationFailure.of(new IllegalStateException("undeployed"), leases);
    assertEquals(SmtpFailureReason.ALLOCATION_FAILED, failure.classification().reason());
    assertTrue(failure.getMessage().endsWith("undeployed"), failure::getMessage);
  }

  @Test
  void interruptInTheChainCancelsAndIsSetAgain() {
    SmtpFailure failure =
        AllocationFailure.of(
            caused(new ResourceException("no lease"), new InterruptedException()), leases);
    assertEquals(SmtpFailureKind.CANCELLED, failure.classification().kind());
    assertTrue(Thread.interrupted());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "IJ000654: Interrupted while requesting connection: Waited 12 ms",
        "IJ000657: Interrupted while requesting permit: Waited 12 ms",
        "IJ000452: Method getManagedConnection retry wait was interrupted: java:/eis/Smtp"
      })
  void interruptThatWildFlySwallowedCancelsAndIsSetAgain(String text) {
    SmtpFailure failure =
        AllocationFailure.of(
            caused(new ResourceException("IJ000453: Unable"), new ResourceException(text)), leases);
    assertEquals(SmtpFailureKind.CANCELLED, failure.classification().kind());
    assertTrue(Thread.interrupted());
  }

  @Test
  void interruptedThreadIsCancelledWhateverTheContainerSays() {
    Thread.currentThread().interrupt();
    SmtpFailure failure = AllocationFailure.of(new ResourceException("something"), leases);
    assertEquals(SmtpFailureKind.CANCELLED, failure.classification().kind());
  }

  @Test
  void otherFailureLeavesTheThreadAlone() {
    AllocationFailure.of(new ResourceException("something"), leases);
    assertFalse(Thread.interrupted());
  }

  @Test
  void chainThatBitesItsTailEnds() {
    ResourceException one = new ResourceException("one");
    ResourceException two = caused(new ResourceException("two"), one);
    one.initCause(two);
    assertTrue(AllocationFailure.of(one, leases).getMessage().endsWith("one: two"));
  }
}
