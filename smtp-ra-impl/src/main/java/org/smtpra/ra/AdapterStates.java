package org.smtpra.ra;

import jakarta.resource.ResourceException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.ref.WeakReference;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.smtpra.config.ConfigurationParser;
import org.smtpra.config.InvalidConfigurationException;
import org.smtpra.config.ParsedConfiguration;
import org.smtpra.config.WorstCase;
import org.smtpra.event.LogMessage;

/**
 * The states of one adapter instance: one for each configuration, shared by the factories that have
 * it, and dropped when the last of them is. Thread safe.
 */
final class AdapterStates {

  private static final Logger LOG = System.getLogger("org.smtpra");

  private final AdapterWorkers workers;
  private final boolean poolIsTheServers;
  private final FactoryBeans beans = new FactoryBeans();
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Map<String, String>, WeakReference<FactoryState>> states = new HashMap<>();

  private boolean stopped;
  private boolean lookedAfter;

  /** Where the pool is the server's, our pool properties have no effect. */
  AdapterStates(AdapterWorkers workers, boolean poolIsTheServers) {
    this.workers = workers;
    this.poolIsTheServers = poolIsTheServers;
  }

  /**
   * The state for a frozen configuration, made where there is none yet. What an overlay says now is
   * part of the configuration, but for its users and passwords, which are asked for again.
   */
  FactoryState stateFor(Map<String, String> properties) throws ResourceException {
    ParsedConfiguration parsed = parse(properties);
    Map<String, String> identity = parsed.texts().identity();
    lock.lock();
    try {
      if (stopped) {
        throw new ResourceException("the resource adapter was stopped", "SMTP-RA-SHUTDOWN");
      }
      states.values().removeIf(reference -> reference.get() == null);
      beans.forgetOrphans();
      WeakReference<FactoryState> known = states.get(identity);
      FactoryState state = known == null ? null : known.get();
      if (state == null) {
        state = create(parsed, workers);
        states.put(identity, new WeakReference<>(state));
        beans.register(state);
        if (lookedAfter) {
          state.upkeepBegins();
        }
        if (poolIsTheServers) {
          ServerPoolSettings.warning(parsed.texts())
              .ifPresent(warning -> LogMessage.POOL_SETTINGS_IGNORED.to(LOG, warning));
        }
      }
      return state;
    } finally {
      lock.unlock();
    }
  }

  /** A state for a factory without an adapter, outside an application server. */
  static FactoryState unmanaged(Map<String, String> properties) throws ResourceException {
    return create(parse(properties), new AdapterWorkers());
  }

  private static ParsedConfiguration parse(Map<String, String> properties)
      throws ResourceException {
    try {
      return ConfigurationParser.parse(properties);
    } catch (InvalidConfigurationException e) {
      throw new ResourceException(e.getMessage(), "SMTP-RA-CONFIGURATION");
    }
  }

  private static FactoryState create(ParsedConfiguration parsed, AdapterWorkers workers)
      throws ResourceException {
    try {
      parsed.warnings().forEach(warning -> LogMessage.CONFIGURATION_DOUBTFUL.to(LOG, warning));
      LogMessage.WORST_CASE.to(LOG, WorstCase.of(parsed.configuration()));
      return FactoryState.of(parsed, workers);
    } catch (InvalidConfigurationException e) {
      throw new ResourceException(e.getMessage(), "SMTP-RA-CONFIGURATION");
    } catch (IOException | GeneralSecurityException e) {
      throw new ResourceException(UnusableStore.text(parsed, e), "SMTP-RA-CONFIGURATION");
    }
  }

  /**
   * The server may start an adapter that it has stopped.
   *
   * @param upkeep whether somebody calls {@link #upkeep} again and again from now on
   */
  void start(boolean upkeep) {
    lock.lock();
    try {
      stopped = false;
      lookedAfter = upkeep;
      if (upkeep) {
        living().forEach(FactoryState::upkeepBegins);
      }
    } finally {
      lock.unlock();
    }
  }

  /** One round of what is done in the background. */
  void upkeep() {
    inUse().forEach(FactoryState::upkeep);
    beans.forgetOrphans();
  }

  /** Of such a round only what finds hosts that are back. */
  void tryHosts() {
    inUse().forEach(FactoryState::tryHosts);
  }

  private List<FactoryState> inUse() {
    lock.lock();
    try {
      return living();
    } finally {
      lock.unlock();
    }
  }

  /** Refuses new sends everywhere, then lets the running ones finish for the grace period. */
  void stop() {
    List<FactoryState> all;
    lock.lock();
    try {
      stopped = true;
      lookedAfter = false;
      all = living();
      states.clear();
    } finally {
      lock.unlock();
    }
    beans.clear();
    all.forEach(FactoryState::refuseNew);
    all.forEach(FactoryState::stop);
  }

  /** How many configurations are in use. */
  int size() {
    lock.lock();
    try {
      return living().size();
    } finally {
      lock.unlock();
    }
  }

  private List<FactoryState> living() {
    return states.values().stream()
        .map(WeakReference::get)
        .filter(Objects::nonNull)
        .map(Objects::requireNonNull)
        .toList();
  }
}
