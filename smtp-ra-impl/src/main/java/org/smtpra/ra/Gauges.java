package org.smtpra.ra;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.smtpra.SmtpHostState;
import org.smtpra.delivery.SessionCondition;
import org.smtpra.host.HostCondition;
import org.smtpra.metrics.MetricSample;
import org.smtpra.metrics.SmtpMetric;
import org.smtpra.submission.Submissions;

/** The levels of one configuration, taken from what is there at this moment: never stale. */
final class Gauges {

  private Gauges() {}

  static List<MetricSample> of(DeliveryParts parts, LeaseRegistry leases, Submissions submissions) {
    List<MetricSample> samples = new ArrayList<>();
    samples.add(new MetricSample(SmtpMetric.LEASES, Map.of(), leases.size(), 0, 0));
    samples.add(
        new MetricSample(SmtpMetric.ASYNC_QUEUE, Map.of(), submissions.status().waiting(), 0, 0));
    List<SessionCondition> sessions = parts.slots().sessions();
    for (HostCondition host : parts.hosts().conditions()) {
      String key = host.host().endpointKey();
      samples.add(gauge(SmtpMetric.SESSIONS_ACTIVE, key, count(sessions, key, true)));
      samples.add(gauge(SmtpMetric.SESSIONS_IDLE, key, count(sessions, key, false)));
      boolean available = host.state() == SmtpHostState.AVAILABLE;
      boolean cooling =
          host.state() == SmtpHostState.COOLING_DOWN || host.state() == SmtpHostState.PROBING;
      samples.add(gauge(SmtpMetric.HOST_AVAILABLE, key, available ? 1 : 0));
      samples.add(gauge(SmtpMetric.HOST_COOLDOWN, key, cooling ? 1 : 0));
    }
    return samples;
  }

  private static MetricSample gauge(SmtpMetric metric, String endpointKey, long level) {
    return MetricSample.gauge(metric, endpointKey, level);
  }

  private static long count(List<SessionCondition> sessions, String key, boolean leased) {
    return sessions.stream()
        .filter(session -> session.endpointKey().equals(key) && session.leased() == leased)
        .count();
  }
}
