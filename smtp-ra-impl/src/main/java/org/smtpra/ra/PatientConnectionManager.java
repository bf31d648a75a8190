package org.smtpra.ra;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.ManagedConnectionFactory;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A connection manager whose wait for a lease can be shortened for one caller, who has no more time
 * than that. Application servers have none: their own wait, as configured there, rules. Thread
 * safe.
 */
public interface PatientConnectionManager extends ConnectionManager {

  /**
   * As {@link ConnectionManager#allocateConnection}, but waits for no longer than the caller can.
   *
   * @param factory whose pool
   * @param request the borrower's wish; null for none
   * @param longest the longest wait, where it is shorter than the pool's own
   * @return a connection handle
   * @throws ResourceException if there is none in time
   */
  Object allocateConnection(
      ManagedConnectionFactory factory, @Nullable ConnectionRequestInfo request, Duration longest)
      throws ResourceException;
}
