package org.smtpra.ra;

import jakarta.mail.Session;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.smtpra.SmtpFactoryStatus;
import org.smtpra.SmtpHostStatus;
import org.smtpra.config.InvalidConfigurationException;
import org.smtpra.config.KerberosSource;
import org.smtpra.config.ParsedConfiguration;
import org.smtpra.config.SmtpConfiguration;
import org.smtpra.delivery.BoundedTasks;
import org.smtpra.delivery.Dispatch;
import org.smtpra.delivery.HostAdmission;
import org.smtpra.delivery.MessageSender;
import org.smtpra.delivery.SessionSlot;
import org.smtpra.event.SmtpEventListener;
import org.smtpra.host.HostCondition;
import org.smtpra.metrics.FactoryMetrics;
import org.smtpra.metrics.MetricSample;
import org.smtpra.submission.Submissions;

/**
 * What all pooled connections of one configuration share: hosts and their health, slots, counters,
 * leases. One for each resource adapter instance and configuration. Thread safe.
 */
final class FactoryState {

  /** A server's work manager makes its submitter wait once its queue is full: never let it. */
  private static final int MOST_HELPERS = 32;

  private final SmtpConfiguration configuration;
  private final BoundedTasks helpers = new BoundedTasks(MOST_HELPERS);
  private final FactoryMetrics metrics;
  private final LeaseRegistry leases;
  private final DeliveryParts parts;
  private final AdapterWorkers workers;
  private final Submissions submissions;
  private final boolean complete;
  private volatile @Nullable Session mailSession;
  private volatile boolean stopped;

  private FactoryState(ParsedConfiguration parsed, DeliveryParts parts, AdapterWorkers workers) {
    this.configuration = parsed.configuration();
    this.complete = parsed.texts().trouble().isEmpty();
    this.parts = parts;
    this.workers = workers;
    this.metrics = parts.metrics();
    this.submissions =
        new Submissions(configuration.submissions(), parts.submissionMeans(), workers::launch);
    this.leases =
        new LeaseRegistry(configuration.leakDetectionThreshold(), parts.nanoTime(), parts.events());
  }

  /** Workers run name look-ups, and whatever in the background may wait for a server. */
  static FactoryState of(ParsedConfiguration parsed, AdapterWorkers workers)
      throws IOException, GeneralSecurityException, InvalidConfigurationException {
    return new FactoryState(parsed, DeliveryParts.of(parsed, workers), workers);
  }

  /** Whether nothing is missing that another thread may be able to read. */
  boolean isComplete() {
    return complete;
  }

  SmtpConfiguration configuration() {
    return configuration;
  }

  /** Whether a Kerberos ticket that the container hands over may be used. */
  boolean signsInByTicket() {
    return configuration.client().saslMechanisms().contains(KerberosSource.MECHANISM);
  }

  LongSupplier nanoTime() {
    return parts.nanoTime();
  }

  SmtpEventListener events() {
    return parts.events();
  }

  /** Every figure, gauges computed now. */
  List<MetricSample> metrics() {
    return metrics.samples(Gauges.of(parts, leases, submissions));
  }

  /** Threads without a borrower's transaction. */
  Executor workers() {
    return workers;
  }

  /** Has a worker help a batch; where too many do already, the batch does without. */
  void help(Runnable task) {
    helpers.run(workers, task);
  }

  LeaseRegistry leases() {
    return leases;
  }

  DeliveryParts parts() {
    return parts;
  }

  MessageSender sender() {
    return parts.sender();
  }

  Submissions submissions() {
    return submissions;
  }

  Dispatch dispatch() {
    return parts.dispatch();
  }

  HostAdmission admission() {
    return parts.admission();
  }

  /** The mail session of new messages; made late, because it looks providers up. */
  Session mailSession() {
    Session current = mailSession;
    if (current == null) {
      current = Session.getInstance(new Properties());
      mailSession = current;
    }
    return current;
  }

  /** A slot of its own for one pool entry; one that is good for nothing after {@link #stop}. */
  SessionSlot newSlot() {
    return parts.slots().create();
  }

  boolean isStopped() {
    return stopped;
  }

  void destroyed(SessionSlot slot) {
    parts.slots().forget(slot);
  }

  /** Somebody calls {@link #upkeep} again and again from now on, until it says that it stops. */
  void upkeepBegins() {
    parts.upkeep().begin(configuration.shutdownGrace());
  }

  void upkeep() {
    leases.reportOverdue();
    submissions.expire();
    parts.upkeep().run();
  }

  void tryHosts() {
    parts.upkeep().tryHosts();
  }

  SmtpFactoryStatus status() {
    List<SmtpHostStatus> hosts = parts.hosts().conditions().stream().map(this::status).toList();
    return new SmtpFactoryStatus(
        hosts, leases.status(), metrics.leasesTaken(), metrics.sent(), metrics.failed());
  }

  private SmtpHostStatus status(HostCondition condition) {
    String key = condition.host().endpointKey();
    return new SmtpHostStatus(
        key,
        condition.host().priority(),
        condition.host().weight(),
        metrics.openSessions(key),
        metrics.sessionsOpened(key),
        metrics.openFailures(key),
        condition.state(),
        condition.untilAdmission(),
        condition.lastTrouble());
  }

  /** Refuses new sends, and wakes those who wait for a host or for their next attempt. */
  void refuseNew() {
    stopped = true;
    parts.signal().close();
    submissions.close();
  }

  /** Ends every session that the application server did not destroy itself. */
  void stop() {
    refuseNew();
    parts.slots().shutDown(configuration.shutdownGrace());
    submissions.finish();
  }
}
