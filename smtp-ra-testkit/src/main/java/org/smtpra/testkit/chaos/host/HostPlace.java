package org.smtpra.testkit.chaos.host;

/**
 * Where a host stands among the others.
 *
 * @param name the name that the adapter looks up
 * @param priority its tier; lower is preferred
 * @param weight its share within the tier
 */
public record HostPlace(String name, int priority, int weight) {

  /** The same place by another name. */
  public HostPlace named(String other) {
    return new HostPlace(other, priority, weight);
  }

  String key(int port) {
    return name + ":" + port;
  }

  String entry(int port) {
    return key(port) + ";priority=" + priority + ";weight=" + weight;
  }
}
