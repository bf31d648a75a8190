package org.smtpra.observability;

import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.smtpra.observability.reading.Factories;
import org.smtpra.observability.reading.HostReading;

/**
 * Says that the application is not ready while a connection factory has no host left that serves.
 * It opens no session: it knows what senders and the adapter's own attempts have found out. An
 * application that wants it says so:
 *
 * <pre>{@code
 * @Produces @Readiness @ApplicationScoped
 * HealthCheck mail() {
 *   return new SmtpReadiness();
 * }
 * }</pre>
 *
 * <p>Never make it a liveness check: a restart of the application mends no mail server. Thread
 * safe.
 */
public class SmtpReadiness implements HealthCheck {

  private static final String NAME = "smtp-ra";

  private final Factories factories;
  private final Set<String> hosts;

  /**
   * A check of some factories.
   *
   * @param hosts {@code host:port} of hosts whose factories count; none for all factories of the
   *     server
   */
  public SmtpReadiness(String... hosts) {
    this(Factories.ofThisServer(), hosts);
  }

  SmtpReadiness(Factories factories, String... hosts) {
    this.factories = factories;
    this.hosts = Set.of(hosts);
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder response = HealthCheckResponse.named(NAME);
    boolean ready = true;
    for (List<HostReading> factory : factories.hosts()) {
      if (counts(factory)) {
        factory.forEach(host -> response.withData(host.endpointKey(), host.state()));
        ready &= factory.stream().anyMatch(HostReading::mayServe);
      }
    }
    return response.status(ready).build();
  }

  private boolean counts(List<HostReading> factory) {
    return hosts.isEmpty()
        || factory.stream().map(HostReading::endpointKey).anyMatch(hosts::contains);
  }
}
