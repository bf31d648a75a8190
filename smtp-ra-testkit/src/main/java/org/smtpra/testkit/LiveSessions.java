package org.smtpra.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** The sessions whose threads run, and what can be done to them from outside. */
final class LiveSessions {
  private final ServerSettings settings;
  private final FaultPlan faults;
  private final SessionLedger ledger;
  private final Map<Wire, ServerSession> wires = new ConcurrentHashMap<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  /** What is done to the connection of a session. */
  @FunctionalInterface
  interface WireAction {
    void on(Wire wire) throws IOException;
  }

  LiveSessions(ServerSettings settings, FaultPlan faults, SessionLedger ledger) {
    this.settings = settings;
    this.faults = faults;
    this.ledger = ledger;
  }

  void begin(Socket socket) {
    ServerSession session = ledger.open();
    tune(socket, session);
    Wire wire = new Wire(socket, session, settings.strictness().collect());
    wires.put(wire, session);
    Conversation conversation = new Conversation(settings, faults, ledger, session, wire, closed);
    Runnable whole =
        () -> {
          conversation.run();
          wires.remove(wire);
        };
    Thread thread =
        new Thread(whole, "scripted-smtp-" + socket.getLocalPort() + "-" + session.number());
    thread.setDaemon(true);
    thread.start();
    if (closed.getCount() == 0) {
      act(Wire::truncate, wire);
    }
  }

  private void tune(Socket socket, ServerSession session) {
    try {
      // Nagle's algorithm would hold a dripping reply back.
      socket.setTcpNoDelay(true);
      if (settings.socketBuffers() > 0) {
        socket.setSendBufferSize(settings.socketBuffers());
      }
    } catch (SocketException e) {
      session.note("socket options: " + e);
    }
  }

  List<ServerSession> onIdle(WireAction action) {
    List<ServerSession> reached = new ArrayList<>();
    for (Map.Entry<Wire, ServerSession> entry : wires.entrySet()) {
      if (entry.getValue().isIdle()) {
        act(action, entry.getKey());
        reached.add(entry.getValue());
      }
    }
    return reached;
  }

  /** Ends idle sessions and waits: a read call that runs can hold FIN or RST back. */
  int endIdle(WireAction action) {
    List<ServerSession> ending = onIdle(action);
    ledger.await("idle sessions to end", () -> ending.stream().noneMatch(ServerSession::isOpen));
    return ending.size();
  }

  void stop() {
    closed.countDown();
    wires.keySet().forEach(wire -> act(Wire::truncate, wire));
  }

  private static void act(WireAction action, Wire wire) {
    try {
      action.on(wire);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
