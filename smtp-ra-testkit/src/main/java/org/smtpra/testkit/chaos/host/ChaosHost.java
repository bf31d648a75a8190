package org.smtpra.testkit.chaos.host;

import java.util.Map;

/** One server of a run, behind a front of its own. Not thread safe, but for what its deck does. */
public interface ChaosHost extends AutoCloseable {

  /** Its entry in the adapter's property {@code hosts}. */
  String entry();

  /** How the adapter names it. */
  String endpointKey();

  /**
   * What can be done to it, by name, always in the same order. One at a time; each leaves it whole
   * when it ends.
   */
  Map<String, Mischief.Maker> deck();

  /** What it knows, once nobody sends any more and everything it took has arrived. */
  HostTruth truth();

  @Override
  void close();
}
