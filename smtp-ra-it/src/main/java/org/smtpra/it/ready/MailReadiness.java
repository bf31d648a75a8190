package org.smtpra.it.ready;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.Readiness;
import org.smtpra.observability.SmtpReadiness;

/** Makes the application ready only while mail can be sent. */
@ApplicationScoped
public class MailReadiness {

  /** The check. */
  @Produces
  @Readiness
  @ApplicationScoped
  HealthCheck mail() {
    return new SmtpReadiness();
  }
}
