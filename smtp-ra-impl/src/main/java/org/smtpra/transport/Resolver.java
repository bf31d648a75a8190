package org.smtpra.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;

/** Finds the addresses of a host. Thread safe. */
public interface Resolver {

  /**
   * Resolves a name.
   *
   * @param host a name or an address literal
   * @param deadline by when the answer must be there
   * @param attempt ends the wait when it is called off
   * @return at least one address, in the order in which to try them
   * @throws IOException if the name is unknown or the answer does not come in time
   */
  List<InetAddress> resolve(String host, Deadline deadline, Attempt attempt) throws IOException;
}
