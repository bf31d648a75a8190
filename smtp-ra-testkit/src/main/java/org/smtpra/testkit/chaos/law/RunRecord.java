package org.smtpra.testkit.chaos.law;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.smtpra.testkit.ReceivedMessage;
import org.smtpra.testkit.chaos.host.HostTruth;
import org.smtpra.testkit.chaos.host.PlayedStep;
import org.smtpra.testkit.chaos.host.ServerTransaction;
import org.smtpra.testkit.chaos.order.CallOutcome;
import org.smtpra.testkit.chaos.order.MailOrder;

/** Everything that is known after a run: what callers were told, what servers have. Immutable. */
public final class RunRecord {

  private final List<MailOrder> orders;
  private final Map<Integer, CallOutcome> outcomes;
  private final List<HostTruth> hosts;
  private final List<PlayedStep> steps;
  private final PoolFacts pool;
  private final Map<String, List<Copy>> copies = new HashMap<>();
  private final Map<String, List<ReceivedMessage>> held = new HashMap<>();
  private final Map<String, List<ServerTransaction>> transactions = new HashMap<>();

  /**
   * Puts a record together.
   *
   * @param orders the messages that callers were asked to send
   * @param outcomes what each was told
   * @param hosts what the servers know
   * @param steps what the nemesis did
   * @param pool what is known of the pool
   */
  public RunRecord(
      List<MailOrder> orders,
      List<CallOutcome> outcomes,
      List<HostTruth> hosts,
      List<PlayedStep> steps,
      PoolFacts pool) {
    this.orders = List.copyOf(orders);
    this.outcomes = outcomes.stream().collect(Collectors.toMap(CallOutcome::number, o -> o));
    this.hosts = List.copyOf(hosts);
    this.steps = List.copyOf(steps);
    this.pool = pool;
    for (HostTruth host : hosts) {
      host.received()
          .forEach(mail -> add(copies, mail.envelopeFrom(), new Copy(host.endpointKey(), mail)));
      host.held().forEach(mail -> add(held, mail.envelopeFrom(), mail));
      host.sessions().stream()
          .flatMap(session -> session.transactions().stream())
          .forEach(transaction -> add(transactions, transaction.sender(), transaction));
    }
  }

  private static <T> void add(Map<String, List<T>> lists, String key, T value) {
    lists.computeIfAbsent(key, k -> new ArrayList<>()).add(value);
  }

  public List<MailOrder> orders() {
    return orders;
  }

  /** What the caller was told; nothing if the call never returned. */
  public Optional<CallOutcome> outcome(MailOrder order) {
    return Optional.ofNullable(outcomes.get(order.number()));
  }

  /** All outcomes, in the order of the messages. */
  public List<CallOutcome> outcomes() {
    return orders.stream().flatMap(order -> outcome(order).stream()).toList();
  }

  public List<HostTruth> hosts() {
    return hosts;
  }

  public List<PlayedStep> steps() {
    return steps;
  }

  public PoolFacts pool() {
    return pool;
  }

  /** The copies that servers took responsibility for. */
  public List<Copy> copies(MailOrder order) {
    return copies.getOrDefault(order.sender(), List.of());
  }

  /** What servers held complete at some moment. */
  public List<ReceivedMessage> held(MailOrder order) {
    return held.getOrDefault(order.sender(), List.of());
  }

  /** The transactions in which the message was under way, by the servers' view. */
  public List<ServerTransaction> transactions(MailOrder order) {
    return transactions.getOrDefault(order.sender(), List.of());
  }

  /** The envelope senders of all copies. */
  public Iterable<String> sendersOfCopies() {
    return copies.keySet();
  }

  /** All transactions of all servers. */
  public Iterable<List<ServerTransaction>> transactionsBySender() {
    return transactions.values();
  }
}
