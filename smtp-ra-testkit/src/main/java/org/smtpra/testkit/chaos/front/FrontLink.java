package org.smtpra.testkit.chaos.front;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.smtpra.testkit.CutEnding;

/** Both halves of one connection through a front. Used by the loop's thread alone. */
final class FrontLink {

  private final TcpFront front;
  private final FrontLoop loop;
  private final SocketChannel client;
  private final SocketChannel server;
  private final FrontStream toServer;
  private final FrontStream toClient;
  private final boolean reached;
  private final long openedNanos = System.nanoTime();
  private CutEnding ending = CutEnding.FIN;
  private boolean counted = true;

  FrontLink(
      TcpFront front, FrontLoop loop, SocketChannel client, SocketChannel server, boolean reached) {
    this.front = front;
    this.loop = loop;
    this.client = client;
    this.server = server;
    this.toServer = new FrontStream(client, server);
    this.toClient = new FrontStream(server, client);
    this.reached = reached;
  }

  /** From now on it counts, and passes octets if there is a server. */
  void begin() throws IOException {
    loop.ledger().opened(hasClient());
    if (reached) {
      client.register(loop.selector(), SelectionKey.OP_READ);
      server.register(loop.selector(), SelectionKey.OP_READ);
    } else {
      cut(CutEnding.RST);
    }
  }

  /** A client may have given up before it was accepted, and have connected elsewhere since. */
  private boolean hasClient() {
    try {
      toServer.receive(System.nanoTime() + front.delayNanos());
      return !toServer.hasEnded();
    } catch (IOException e) {
      return false;
    }
  }

  TcpFront front() {
    return front;
  }

  boolean isOver() {
    return !client.isOpen() && !server.isOpen();
  }

  /** Whether octets wait for their time, or for room. */
  boolean isWaiting() {
    return toServer.isWaiting() || toClient.isWaiting();
  }

  void cutAfterClientOctets(long octets, CutEnding with) {
    ending = with;
    toServer.cutAfter(octets);
  }

  void cutAfterServerOctets(long octets, CutEnding with) {
    ending = with;
    toClient.cutAfter(octets);
  }

  /** Hears both sides, and passes on what is due. */
  void turn() {
    receive();
    if (!isOver() && !front.isHeld()) {
      deliver();
    }
  }

  /** Hears both sides. */
  void receive() {
    if (isOver()) {
      return;
    }
    long due = System.nanoTime() + front.delayNanos();
    try {
      toServer.receive(due);
    } catch (IOException e) {
      end(CutEnding.RST, false);
      return;
    }
    if (toServer.hasEnded()) {
      clientIsGone(false);
    }
    try {
      toClient.receive(due);
    } catch (IOException e) {
      end(CutEnding.RST, true);
    }
  }

  private void deliver() {
    try {
      toServer.deliver(System.nanoTime());
      if (counted) {
        toClient.deliver(System.nanoTime());
      } else {
        // Its client has closed: what the server still says is said to nobody.
        toClient.forget();
      }
    } catch (IOException e) {
      end(CutEnding.RST, true);
    }
    boolean cut = toServer.isAtCut() || toClient.isAtCut();
    if (cut) {
      cut(ending);
    } else if (toServer.isDone() && (toClient.isDone() || toClient.hasEnded())) {
      end(CutEnding.FIN, false);
    } else if (toClient.isDone() && !toServer.hasEnded()) {
      // The server has closed: what the client says now reaches nobody, until it closes too.
      toServer.forget();
    }
  }

  /** Ends both sides as the front's doing. */
  void cut(CutEnding with) {
    end(with, true);
  }

  /** Ends both sides because nobody needs the front any more. */
  void end() {
    end(CutEnding.FIN, false);
  }

  private void end(CutEnding with, boolean cut) {
    clientIsGone(cut);
    close(client, with);
    close(server, with);
  }

  private void clientIsGone(boolean cut) {
    if (counted) {
      counted = false;
      loop.ledger()
          .ended(new FrontConnection(front.port(), openedNanos, System.nanoTime(), cut, reached));
    }
  }

  private static void close(SocketChannel channel, CutEnding with) {
    try (channel) {
      if (with == CutEnding.RST && channel.isConnected()) {
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
      }
    } catch (IOException e) {
      // It was closed before, which is all we want.
    }
  }
}
