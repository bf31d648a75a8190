package org.smtpra.observability;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.smtpra.observability.backend.BackEndOffer;
import org.smtpra.observability.backend.MetricsBackEnd;
import org.smtpra.observability.reading.Factories;
import org.smtpra.observability.reading.FactoryFigures;

/**
 * As long as the application runs, every registry that it is given shows the figures of every
 * connection factory: once a second it is looked what is new and what is gone. The numbers
 * themselves are read when the registry is. The registries are asked for on the scheduler too, so
 * that one that hangs holds up no start. Thread safe.
 */
@ApplicationScoped
public class MetricsExport {

  private static final Duration PERIOD = Duration.ofSeconds(1);

  /** A registry works in memory. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final Logger LOG = System.getLogger("org.smtpra.observability");

  private final ReentrantLock lock = new ReentrantLock();
  private final Queue<BackEndOffer> wanted = new ConcurrentLinkedQueue<>();
  private final List<MetricsBackEnd> backEnds = new CopyOnWriteArrayList<>();
  private final AtomicBoolean begun = new AtomicBoolean();
  private final Factories factories = Factories.ofThisServer();
  private volatile @Nullable Pulse pulse;
  private volatile boolean ended;

  @Inject @Any private Instance<BackEndOffer> offers;

  /** Called by CDI, for each module of the application; waits for no registry. */
  void start(@Observes @Initialized(ApplicationScoped.class) Object event) {
    if (begun.compareAndSet(false, true)) {
      offers.stream().filter(BackEndOffer::isThere).forEach(wanted::add);
      if (wanted.isEmpty()) {
        begun.set(false);
      } else {
        pulse = Pulse.start(this::show, PERIOD);
      }
    }
  }

  private void show() {
    lock.lock();
    try {
      for (BackEndOffer next = wanted.poll(); next != null && !ended; next = wanted.poll()) {
        accept(next);
      }
      if (!ended) {
        List<FactoryFigures> now = factories.now();
        backEnds.forEach(backEnd -> backEnd.show(now));
      }
    } finally {
      lock.unlock();
    }
  }

  private void accept(BackEndOffer offer) {
    try {
      backEnds.add(offer.find());
    } catch (RuntimeException | LinkageError e) {
      LOG.log(
          Level.WARNING,
          "SMTPRA00502: the figures of the mail connections are not shown in the registry of "
              + offer.getClass().getSimpleName(),
          e);
    }
  }

  /** Called by CDI when the application stops; waits for no registry for long. */
  @PreDestroy
  void stop() {
    ended = true;
    Pulse beating = pulse;
    if (beating != null && !beating.stop(this::close, PATIENCE)) {
      LOG.log(
          Level.WARNING,
          "SMTPRA00503: a registry does not let the figures of the mail connections go; the"
              + " application stops without waiting for it");
    }
  }

  private void close() {
    lock.lock();
    try {
      backEnds.forEach(MetricsBackEnd::close);
    } finally {
      lock.unlock();
    }
  }
}
