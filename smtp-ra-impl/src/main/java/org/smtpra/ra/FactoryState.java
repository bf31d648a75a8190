package org.smtpra.ra;

import jakarta.mail.Session;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.smtpra.SmtpFactoryStatus;
import org.smtpra.SmtpHostStatus;
import org.smtpra.config.HostConfiguration;
import org.smtpra.config.SmtpConfiguration;
import org.smtpra.delivery.MessageSender;
import org.smtpra.delivery.SessionProvider;
import org.smtpra.delivery.SessionSlot;
import org.smtpra.delivery.SlotFactory;
import org.smtpra.event.FactoryCounters;
import org.smtpra.session.SessionOpener;
import org.smtpra.transport.SystemResolver;
import org.smtpra.transport.TlsContext;

/**
 * What all pooled connections of one configuration share: TLS, hosts, counters, leases. One for
 * each resource adapter instance and configuration. Thread safe.
 */
final class FactoryState {

  private final SmtpConfiguration configuration;
  private final LongSupplier nanoTime = System::nanoTime;
  private final FactoryCounters counters = new FactoryCounters();
  private final LeaseRegistry leases;
  private final MessageSender sender;
  private final SlotFactory slotFactory;
  private volatile @Nullable Session mailSession;
  private final Set<SessionSlot> slots = ConcurrentHashMap.newKeySet();
  private volatile boolean stopped;

  private FactoryState(SmtpConfiguration configuration, TlsContext tls, Executor workers) {
    this.configuration = configuration;
    this.leases = new LeaseRegistry(configuration.leakDetectionThreshold(), nanoTime);
    this.sender =
        new MessageSender(configuration.messages(), counters, nanoTime, Clock.systemUTC());
    SessionOpener opener =
        new SessionOpener(configuration, tls, new SystemResolver(workers), nanoTime);
    SessionProvider provider = new SessionProvider(configuration, opener, counters);
    this.slotFactory =
        new SlotFactory(
            provider,
            configuration.limits(),
            counters,
            () -> ThreadLocalRandom.current().nextDouble());
  }

  /** Workers run name look-ups, one each. */
  static FactoryState of(SmtpConfiguration configuration, Executor workers)
      throws IOException, GeneralSecurityException {
    return new FactoryState(configuration, TlsContext.of(configuration.tls()), workers);
  }

  SmtpConfiguration configuration() {
    return configuration;
  }

  LongSupplier nanoTime() {
    return nanoTime;
  }

  FactoryCounters counters() {
    return counters;
  }

  LeaseRegistry leases() {
    return leases;
  }

  MessageSender sender() {
    return sender;
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
    SessionSlot slot = slotFactory.create();
    slots.add(slot);
    if (stopped) {
      slot.destroy();
      slots.remove(slot);
    }
    return slot;
  }

  boolean isStopped() {
    return stopped;
  }

  void destroyed(SessionSlot slot) {
    slots.remove(slot);
  }

  SmtpFactoryStatus status() {
    List<SmtpHostStatus> hosts = configuration.hosts().stream().map(this::status).toList();
    return new SmtpFactoryStatus(
        hosts, leases.status(), counters.leasesTaken(), counters.sent(), counters.failed());
  }

  private SmtpHostStatus status(HostConfiguration host) {
    String key = host.endpointKey();
    return new SmtpHostStatus(
        key,
        host.priority(),
        host.weight(),
        counters.openSessions(key),
        counters.sessionsOpened(key),
        counters.openFailures(key));
  }

  /** Ends every session that the application server did not destroy itself. */
  void stop() {
    stopped = true;
    slots.forEach(SessionSlot::destroy);
    slots.clear();
  }
}
