package org.smtpra.observability.reading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import javax.management.StandardMBean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FactoryFiguresTest {

  private static final Map<String, String> TAGS = Map.of("host", "localhost:25", "reason", "IDLE");
  private static final Figure.Key SENDS = new Figure.Key("smtpra.sends", TAGS);
  private static final Figure.Key FAILED = new Figure.Key("smtpra.send.failed", TAGS);
  private static final Figure.Key LEASES = new Figure.Key("smtpra.leases", TAGS);

  private final MBeanServer server = MBeanServerFactory.newMBeanServer();
  private final AtomicLong nanos = new AtomicLong();
  private final AtomicInteger readings = new AtomicInteger();
  private final AtomicReference<List<CountsMXBean.Row>> rows = new AtomicReference<>(List.of());
  private final Factories factories = new Factories(server, nanos::get);
  private ObjectName name;

  @BeforeEach
  void register() throws JMException {
    name = new ObjectName("org.smtpra:type=ConnectionFactory,hosts=\"localhost:25\",number=2");
    CountsMXBean bean =
        () -> {
          readings.incrementAndGet();
          return rows.get();
        };
    server.registerMBean(new StandardMBean(bean, CountsMXBean.class, true), name);
  }

  private void set(long sends, long failed, long leases) {
    rows.set(
        List.of(
            new CountsMXBean.Row("smtpra.sends", "COUNTER", sends),
            new CountsMXBean.Row("smtpra.send.failed", "COUNTER", failed),
            new CountsMXBean.Row("smtpra.leases", "GAUGE", leases)));
    nanos.addAndGet(FactoryFigures.FRESH.toNanos());
  }

  private FactoryFigures figures() {
    return factories.now().get(0);
  }

  private double value(Figure.Key key) {
    return figures().figure(key).value();
  }

  @Test
  void labelTellsFactoriesWithTheSameHostsApart() {
    assertEquals("localhost:25#2", figures().label());
  }

  @Test
  void oneReadingServesForATenthOfASecondAndNoLonger() {
    set(1, 0, 1);
    assertEquals(1, value(SENDS));
    assertEquals(1, value(LEASES));
    assertEquals(1, readings.get());
    set(2, 0, 0);
    assertEquals(2, value(SENDS));
    assertEquals(0, value(LEASES));
    assertEquals(2, readings.get());
  }

  @Test
  void countersOfABeanThatWasMadeAnewGoOnAndGaugesDoNot() {
    set(5, 2, 3);
    assertEquals(5, value(SENDS));
    set(1, 0, 1);
    assertEquals(6, value(SENDS));
    assertEquals(2, value(FAILED));
    assertEquals(1, value(LEASES));
    set(2, 1, 1);
    assertEquals(7, value(SENDS));
    assertEquals(3, value(FAILED));
    rows.set(List.of());
    nanos.addAndGet(FactoryFigures.FRESH.toNanos());
    assertEquals(7, value(SENDS));
  }

  @Test
  void gaugeOfABeanThatIsGoneHasNoNumberAndACounterKeepsWhatItHad() throws JMException {
    set(5, 2, 3);
    FactoryFigures figures = figures();
    assertSame(figures, figures());
    assertEquals(3, figures.figure(LEASES).value());
    server.unregisterMBean(name);
    nanos.addAndGet(FactoryFigures.FRESH.toNanos());
    assertTrue(Double.isNaN(figures.figure(LEASES).value()));
    assertEquals(5, figures.figure(SENDS).value());
    assertEquals(List.of(), factories.now());
  }
}
