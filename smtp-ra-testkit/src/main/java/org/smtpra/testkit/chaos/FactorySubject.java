package org.smtpra.testkit.chaos;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.smtpra.SmtpConnectionFactory;
import org.smtpra.SmtpFactoryStatus;
import org.smtpra.SmtpHostStatus;
import org.smtpra.testkit.chaos.law.PoolFacts;
import org.smtpra.testkit.chaos.order.BatchCaller;
import org.smtpra.testkit.chaos.order.CallOutcome;
import org.smtpra.testkit.chaos.order.FactoryBatchCaller;
import org.smtpra.testkit.chaos.order.FactoryCaller;
import org.smtpra.testkit.chaos.order.Interrupter;
import org.smtpra.testkit.chaos.order.MailOrder;

/** A pool in this process. */
public final class FactorySubject implements ChaosSubject {

  private final SmtpConnectionFactory factory;
  private final NewThreads threads;
  private final Runnable closing;
  private final String hosts;
  private final Interrupter interrupter = new Interrupter();
  private final FactoryCaller caller;
  private final FactoryBatchCaller batches;

  /**
   * A pool.
   *
   * @param factory its factory
   * @param threads those that were begun since before it was opened
   * @param closing closes it
   */
  public FactorySubject(SmtpConnectionFactory factory, NewThreads threads, Runnable closing) {
    this.factory = factory;
    this.threads = threads;
    this.closing = closing;
    this.hosts =
        factory.status().hosts().stream()
            .map(SmtpHostStatus::endpointKey)
            .collect(Collectors.joining(","));
    this.caller = new FactoryCaller(factory, interrupter);
    this.batches = new FactoryBatchCaller(factory, interrupter);
  }

  @Override
  public CallOutcome call(MailOrder order) {
    return caller.call(order);
  }

  @Override
  public Optional<BatchCaller> batches() {
    return Optional.of(batches);
  }

  @Override
  public Optional<PoolFacts.Counters> counters() {
    SmtpFactoryStatus status = factory.status();
    return Optional.of(new PoolFacts.Counters(status.sent(), status.failed()));
  }

  @Override
  public Optional<Map<String, Long>> figures() {
    return FactoryFigures.read(hosts);
  }

  @Override
  public List<String> left() {
    SmtpFactoryStatus status = factory.status();
    Stream<String> sessions =
        status.hosts().stream()
            .filter(host -> host.openSessions() > 0)
            .map(host -> host.openSessions() + " session(s) with " + host.endpointKey());
    Stream<String> leases = status.leases().stream().map(lease -> "lease of " + lease.thread());
    return Stream.of(sessions, leases, threads.find()).flatMap(Function.identity()).toList();
  }

  @Override
  public void close() {
    closing.run();
    interrupter.close();
  }
}
