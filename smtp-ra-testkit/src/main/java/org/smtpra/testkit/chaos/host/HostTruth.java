package org.smtpra.testkit.chaos.host;

import java.util.List;
import org.smtpra.testkit.ReceivedMessage;

/**
 * What a server knows after a run.
 *
 * @param endpointKey how the adapter names it
 * @param tier its priority; lower is preferred
 * @param received the messages it took responsibility for
 * @param held the messages it held complete at some moment, whatever it then said; empty where the
 *     server cannot tell
 * @param handedOn what the next server received of it; empty where there is none
 * @param sessions its conversations; empty where the server cannot tell
 * @param breaches what the client did against the rules of the protocol
 */
public record HostTruth(
    String endpointKey,
    int tier,
    List<ReceivedMessage> received,
    List<ReceivedMessage> held,
    List<ReceivedMessage> handedOn,
    List<SessionTrace> sessions,
    List<String> breaches) {

  /** Copies the lists. */
  public HostTruth {
    received = List.copyOf(received);
    held = List.copyOf(held);
    handedOn = List.copyOf(handedOn);
    sessions = List.copyOf(sessions);
    breaches = List.copyOf(breaches);
  }

  /** The port that clients connect to. */
  public int port() {
    return Integer.parseInt(endpointKey.substring(endpointKey.lastIndexOf(':') + 1));
  }
}
