package org.smtpra.bench.peer;

import java.io.IOException;
import org.smtpra.bench.client.ClientService;

/** The process of one sender. */
public final class PeerMain {
  private PeerMain() {}

  /** Argument: the name of a {@link Peer}. */
  public static void main(String[] arguments) throws IOException {
    new ClientService(Peer.valueOf(arguments[0])).serve();
  }
}
