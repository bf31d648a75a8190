package org.smtpra.observability.reading;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;

/**
 * The figures of one connection factory's configuration, read when they are asked for. A scrape
 * asks for each of them by itself: one reading serves the questions of a tenth of a second. Thread
 * safe.
 */
public final class FactoryFigures {

  /** Far below what a person or a scrape can tell apart. */
  static final Duration FRESH = Duration.ofMillis(100);

  private final MBeanServer server;
  private final ObjectName bean;
  private final LongSupplier nanoTime;
  private final ReentrantLock lock = new ReentrantLock();
  private final CarriedCounts counts = new CarriedCounts();
  private Map<Figure.Key, Figure> figures = Map.of();
  private boolean gone;
  private boolean everRead;
  private long readAt;

  FactoryFigures(MBeanServer server, ObjectName bean, LongSupplier nanoTime) {
    this.server = server;
    this.bean = bean;
    this.nanoTime = nanoTime;
  }

  /**
   * What tells this factory from others on the same server.
   *
   * @return its hosts as in the name of its bean; {@code #2} and so on behind them where another
   *     one has the same
   */
  public String label() {
    String hosts = ObjectName.unquote(bean.getKeyProperty("hosts"));
    String number = bean.getKeyProperty("number");
    return number == null ? hosts : hosts + "#" + number;
  }

  /**
   * Everything that there is to show, at this moment.
   *
   * @return the figures; what was last read once the bean is gone
   */
  public Collection<Figure> all() {
    return current().values();
  }

  /**
   * One figure at this moment.
   *
   * @param key which one
   * @return it; a gauge has no number once the bean is gone, counters keep what they had
   */
  public Figure figure(Figure.Key key) {
    Figure figure = current().get(key);
    if (figure == null || (gone() && figure.kind() == FigureKind.GAUGE)) {
      return new Figure(key, FigureKind.GAUGE, "", Double.NaN, 0, 0);
    }
    return figure;
  }

  private boolean gone() {
    lock.lock();
    try {
      return gone;
    } finally {
      lock.unlock();
    }
  }

  private Map<Figure.Key, Figure> current() {
    lock.lock();
    try {
      long now = nanoTime.getAsLong();
      if (!everRead || now - readAt >= FRESH.toNanos()) {
        read();
        readAt = now;
        everRead = true;
      }
      return figures;
    } finally {
      lock.unlock();
    }
  }

  private void read() {
    Map<Figure.Key, Figure> read = new LinkedHashMap<>();
    try {
      for (CompositeData row : (CompositeData[]) server.getAttribute(bean, "Metrics")) {
        Figure figure = Figure.of(row);
        read.put(figure.key(), figure);
      }
      figures = Collections.unmodifiableMap(counts.over(read));
      gone = false;
    } catch (JMException | RuntimeException e) {
      // The bean is gone, or goes within a second because nothing uses its configuration.
      gone = true;
    }
  }
}
