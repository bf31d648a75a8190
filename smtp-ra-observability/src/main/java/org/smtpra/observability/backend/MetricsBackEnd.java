package org.smtpra.observability.backend;

import java.util.List;
import org.smtpra.observability.reading.FactoryFigures;

/**
 * A registry of the server's that shows the figures, and computes each when it is read. Called by
 * one thread at a time.
 */
public interface MetricsBackEnd {

  /**
   * Brings the registry up to date: what is new is registered, what is gone is not any more.
   * Failures of the registry are logged, the first time, and tried again at the next call.
   *
   * @param factories those that there are now
   */
  void show(List<FactoryFigures> factories);

  /** Takes everything away that was registered. */
  void close();
}
