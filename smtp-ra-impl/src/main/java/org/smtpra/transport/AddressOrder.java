package org.smtpra.transport;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The order in which the addresses of one host are tried (RFC 8305 section 4). */
final class AddressOrder {

  private AddressOrder() {}

  /** Alternates between the families, beginning with the one the system put first. */
  static List<InetAddress> interleaved(List<InetAddress> found) {
    Deque<InetAddress> first = new ArrayDeque<>();
    Deque<InetAddress> second = new ArrayDeque<>();
    boolean startsWithSix = found.get(0) instanceof Inet6Address;
    for (InetAddress address : found) {
      (address instanceof Inet6Address == startsWithSix ? first : second).add(address);
    }
    List<InetAddress> ordered = new ArrayList<>(found.size());
    while (!first.isEmpty() || !second.isEmpty()) {
      if (!first.isEmpty()) {
        ordered.add(first.remove());
      }
      if (!second.isEmpty()) {
        ordered.add(second.remove());
      }
    }
    return ordered;
  }
}
