package org.smtpra.ra;

import jakarta.resource.NotSupportedException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;

/**
 * The adapter as a whole: holds what its connection factories share between {@link #start} and
 * {@link #stop}. Nothing depends on {@link #start} having run: WildFly's prefill precedes it.
 * Thread safe.
 *
 * <p>Equality is identity: two instances share nothing. It is written out because WildFly refuses
 * an adapter that inherits it (Connectors 2.0 section 19.4.2).
 */
public final class SmtpResourceAdapter implements ResourceAdapter {

  private final AdapterWorkers workers = new AdapterWorkers();
  private final AdapterStates states;
  private final Maintenance maintenance;

  /** For an application server. */
  public SmtpResourceAdapter() {
    this(true);
  }

  private SmtpResourceAdapter(boolean poolIsTheServers) {
    states = new AdapterStates(workers, poolIsTheServers);
    maintenance = new Maintenance(states::upkeep, states::tryHosts);
  }

  /**
   * For a pool that follows the pool properties of its connection factory.
   *
   * @return an adapter that does not warn of them
   */
  public static SmtpResourceAdapter standalone() {
    return new SmtpResourceAdapter(false);
  }

  AdapterStates states() {
    return states;
  }

  @Override
  public void start(BootstrapContext context) {
    workers.use(context.getWorkManager());
    maintenance.start(context);
    states.start(maintenance.isRunning());
  }

  @Override
  public void stop() {
    // Sends that are running end first, and while they do somebody must look after them.
    states.stop();
    maintenance.stop();
    workers.use(null);
  }

  @Override
  public void endpointActivation(MessageEndpointFactory factory, ActivationSpec spec)
      throws ResourceException {
    throw new NotSupportedException("smtp-ra sends mail; it has no inbound endpoints");
  }

  @Override
  public void endpointDeactivation(MessageEndpointFactory factory, ActivationSpec spec) {
    // Nothing was ever activated.
  }

  @Override
  public XAResource[] getXAResources(ActivationSpec[] specs) {
    return new XAResource[0];
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
