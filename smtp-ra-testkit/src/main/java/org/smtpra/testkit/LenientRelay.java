package org.smtpra.testkit;

import java.io.IOException;
import java.util.List;

/**
 * A careless mail server with another one behind it: it takes CHUNKING and more ends of content
 * than it should, and hands on what it got with its own idea of lines. It stuffs dots only where
 * CRLF precedes them and makes CRLF of bare CR and LF afterwards, in the wrong order. So a bare LF
 * before a dot, which was harmless content here, ends the message at the next server, and what
 * follows is taken for commands.
 *
 * <pre>{@code
 * try (var next = ScriptedSmtpServer.builder().start();
 *     var relay = LenientRelay.before(next)) {
 *   ... send one message to relay.server() ...
 *   relay.handOn(1);
 *   assertEquals(1, next.received().size());
 * }
 * }</pre>
 */
public final class LenientRelay implements AutoCloseable {
  private final ScriptedSmtpServer server;
  private final ScriptedSmtpServer next;
  private int handedOn;

  private LenientRelay(ScriptedSmtpServer server, ScriptedSmtpServer next) {
    this.server = server;
    this.next = next;
  }

  /** Starts a relay that takes these ends of content beside the true one. */
  public static LenientRelay before(ScriptedSmtpServer next, EndOfContent... ends) {
    return before(next, ScriptedSmtpServer.builder().offer("CHUNKING").contentEnd(ends));
  }

  /** Starts a relay that takes its mail as this server. */
  public static LenientRelay before(ScriptedSmtpServer next, ScriptedSmtpServerBuilder builder) {
    return new LenientRelay(builder.start(), next);
  }

  /** The server that takes the mail; what it received is not yet handed on. */
  public ScriptedSmtpServer server() {
    return server;
  }

  /**
   * Waits until so many messages were received since the start, and hands on those that are new.
   * The next server has done all it will do when this returns.
   */
  public void handOn(int count) throws IOException {
    List<ReceivedMessage> received = server.awaitReceived(count);
    while (handedOn < received.size()) {
      int session = next.sessionsAccepted() + 1;
      try (RelayClient client = new RelayClient(next.address())) {
        client.send(received.get(handedOn));
      }
      next.awaitClosed(session);
      handedOn++;
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
