package org.smtpra.testkit.chaos.order;

import jakarta.mail.internet.MimeMessage;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.smtpra.SmtpBatchOptions;
import org.smtpra.SmtpConnection;
import org.smtpra.SmtpConnectionFactory;
import org.smtpra.SmtpFailureClassification;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.SmtpSendOutcome;
import org.smtpra.testkit.chaos.order.CallOutcome.CallTime;

/** Calls {@code sendAll} of a connection factory in this process, or of its lease. Thread safe. */
public final class FactoryBatchCaller implements BatchCaller {

  private static final int MOST_LEASES = 3;

  private final SmtpConnectionFactory factory;
  private final Interrupter interrupter;

  /**
   * Calls this factory.
   *
   * @param factory the factory under test
   * @param interrupter interrupts the calls that ask for it
   */
  public FactoryBatchCaller(SmtpConnectionFactory factory, Interrupter interrupter) {
    this.factory = factory;
    this.interrupter = interrupter;
  }

  @Override
  public List<CallOutcome> call(List<MailOrder> batch) {
    return new OneCall(batch).run();
  }

  /** One call, and when each of its messages was decided. */
  private final class OneCall {

    private final List<MailOrder> batch;
    private final List<MimeMessage> messages;
    private final IdentityHashMap<MimeMessage, Integer> places = new IdentityHashMap<>();
    private final Map<Integer, CallTime> times = new ConcurrentHashMap<>();

    /** Told by one thread at a time. */
    private volatile long lastNanos = System.nanoTime();

    OneCall(List<MailOrder> batch) {
      this.batch = batch;
      this.messages = batch.stream().map(FactoryCaller::message).toList();
      for (int i = 0; i < batch.size(); i++) {
        places.put(messages.get(i), i);
      }
    }

    List<CallOutcome> run() {
      Interrupter.Watch watch = interrupter.watch(batch.get(0).manner().interruptAfter());
      try {
        List<SmtpSendOutcome> told = send();
        if (told.size() != batch.size()) {
          throw new IllegalStateException(batch.size() + " messages, " + told.size() + " outcomes");
        }
        return told.stream().map(this::outcome).toList();
      } catch (SmtpSendFailedException e) {
        // No lease was had: nothing of any message was counted.
        messages.forEach(this::decided);
        return messages.stream()
            .map(message -> notSent(message, FactoryCaller.failure(e)))
            .toList();
      } finally {
        watch.close();
      }
    }

    private List<SmtpSendOutcome> send() throws SmtpSendFailedException {
      MailOrder first = batch.get(0);
      SmtpBatchOptions options =
          SmtpBatchOptions.builder()
              .leases(1 + first.number() % MOST_LEASES)
              .sendOptions(message -> FactoryCaller.options(batch.get(place(message))))
              .listener((outcome, decided, total) -> decided(outcome.message()))
              .build();
      if (!first.manner().lease()) {
        return factory.sendAll(messages, options);
      }
      try (SmtpConnection lease = FactoryCaller.lease(factory, first)) {
        return lease.sendAll(messages, options);
      }
    }

    private int place(MimeMessage message) {
      return Objects.requireNonNull(places.get(message), "a message of this batch");
    }

    /** Each message's time begins when the one before it was decided. */
    private void decided(MimeMessage message) {
      long now = System.nanoTime();
      if (times.put(place(message), new CallTime(lastNanos, lastNanos, now)) != null) {
        throw new IllegalStateException(batch.get(place(message)).id() + " was decided twice");
      }
      lastNanos = now;
    }

    private CallTime time(MimeMessage message) {
      return Objects.requireNonNull(times.get(place(message)), "the listener was told of it");
    }

    private CallOutcome outcome(SmtpSendOutcome told) {
      MimeMessage message = told.message();
      int number = batch.get(place(message)).number();
      if (told instanceof SmtpSendOutcome.Sent sent) {
        return new CallOutcome(
            number,
            Optional.empty(),
            true,
            sent.result().endpointKey(),
            sent.result().recipients(),
            time(message));
      }
      if (told instanceof SmtpSendOutcome.Failed failed) {
        return new CallOutcome(
            number,
            Optional.of(FactoryCaller.failure(failed.failure())),
            true,
            failed.failure().endpointKey(),
            failed.failure().recipients(),
            time(message));
      }
      SmtpFailureClassification why = ((SmtpSendOutcome.NotAttempted) told).classification();
      return notSent(message, FactoryCaller.failure(why, "not attempted"));
    }

    private CallOutcome notSent(MimeMessage message, CallOutcome.Failure failure) {
      return new CallOutcome(
          batch.get(place(message)).number(),
          Optional.of(failure),
          false,
          "",
          List.of(),
          time(message));
    }
  }
}
