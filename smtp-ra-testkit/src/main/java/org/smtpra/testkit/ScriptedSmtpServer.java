package org.smtpra.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A real SMTP server on the loopback address that behaves well until told otherwise, and that knows
 * the truth about what reached it. Thread safe; every connection has a daemon thread.
 *
 * <pre>{@code
 * try (var server = ScriptedSmtpServer.builder().user("anna", "secret").requireAuth().start()) {
 *   server.on(Stage.MAIL, new Fault.ReplyThenClose("421 4.3.2 bye"));
 *   ...
 *   assertEquals(1, server.awaitReceived(1).size());
 * }
 * }</pre>
 */
public final class ScriptedSmtpServer implements AutoCloseable {
  private final FaultPlan faults = new FaultPlan();
  private final SessionLedger ledger = new SessionLedger(Duration.ofSeconds(20));
  private final LiveSessions live;
  private final Listener listener;

  ScriptedSmtpServer(ServerSettings settings) throws IOException {
    this.live = new LiveSessions(settings, faults, ledger);
    this.listener = new Listener(live::begin, settings.socketBuffers());
    listener.start();
  }

  /** Begins to configure a server. */
  public static ScriptedSmtpServerBuilder builder() {
    return new ScriptedSmtpServerBuilder();
  }

  /** Where to connect to. */
  public InetSocketAddress address() {
    return listener.address();
  }

  /** The host to connect to: 127.0.0.1. */
  public String host() {
    return address().getAddress().getHostAddress();
  }

  /** The port to connect to. */
  public int port() {
    return address().getPort();
  }

  /** The server's {@code host:port}. */
  public String endpointKey() {
    return host() + ":" + port();
  }

  /** Plants a fault for the next occurrence of the stage; several wait for their turn. */
  public void on(Stage stage, Fault fault) {
    faults.next(stage, fault);
  }

  /** Plants a fault for one occurrence of the stage; the first since the server's start is 1. */
  public void on(Stage stage, int occurrence, Fault fault) {
    faults.occurrence(stage, occurrence, fault);
  }

  /** Plants a fault for every occurrence of the stage. */
  public void always(Stage stage, Fault fault) {
    faults.always(stage, fault);
  }

  /** Answers every RCPT of this address with this line. */
  public void refuse(String address, String reply) {
    refuse(address, new Fault.Reply(reply));
  }

  /** Plays this fault at every RCPT of this address. */
  public void refuse(String address, Fault fault) {
    faults.recipient(address, fault);
  }

  /** Asks this source at every stage at which no planted fault is due; a later call replaces it. */
  public void consult(FaultSource source) {
    faults.source(source);
  }

  /** Becomes a correct server again, as far as planted faults go. */
  public void clearFaults() {
    faults.clear();
  }

  /** Closes the listening socket: new connections are refused, open sessions go on. */
  public void refuseConnections() {
    unchecked(listener::stop);
  }

  /** Listens again, on the same port. */
  public void acceptConnections() {
    unchecked(listener::resume);
  }

  /** Closes, in good order, the sessions that wait for a command outside a transaction. */
  public int closeIdleSessions() {
    return live.endIdle(Wire::closeFromOutside);
  }

  /** Sends RST to the sessions that wait for a command outside a transaction. */
  public int resetIdleSessions() {
    return live.endIdle(Wire::reset);
  }

  /** Sends a line to the sessions that wait for a command outside a transaction. */
  public int sendToIdle(String line) {
    return live.onIdle(
            wire -> {
              wire.write(line + "\r\n");
              wire.flush();
            })
        .size();
  }

  /** Sends a TLS 1.3 key update to the sessions that wait for a command outside a transaction. */
  public int renewIdleKeys() {
    return live.onIdle(Wire::renewKeys).size();
  }

  /** The messages the server took responsibility for, oldest first. */
  public List<ReceivedMessage> received() {
    return ledger.received();
  }

  /**
   * The messages the server held complete at some moment, terminator or BDAT LAST included, whether
   * it then queued, refused or dropped them; oldest first.
   */
  public List<ReceivedMessage> held() {
    return ledger.held();
  }

  /** All sessions since the start, oldest first. */
  public List<SessionRecord> sessions() {
    return ledger.records();
  }

  /** How many connections were accepted since the start. */
  public int sessionsAccepted() {
    return ledger.accepted();
  }

  /** How many sessions are open now. */
  public int openSessions() {
    return ledger.openNow();
  }

  /** How many sessions were open at once, at most. */
  public int maxOpenSessions() {
    return ledger.maxOpen();
  }

  /** How many commands of this verb came, in all sessions. */
  public int commands(String verb) {
    return (int)
        sessions().stream()
            .flatMap(session -> session.commands().stream())
            .filter(line -> Command.parse(line).verb().equalsIgnoreCase(verb))
            .count();
  }

  /** How often the server wrote after it had read, in one session. */
  public int roundTrips(int sessionNumber) {
    return sessions().get(sessionNumber - 1).roundTrips();
  }

  /** How many round trips each message of a session took, from MAIL's answer to the final one. */
  public List<Integer> roundTripsOfMessages(int sessionNumber) {
    return sessions().get(sessionNumber - 1).messages().stream()
        .map(MessageRoundTrips::count)
        .toList();
  }

  /**
   * The round trips of a session in which a message was under way, divided by the number of its
   * messages; one that serves several messages counts once.
   */
  public double roundTripsPerMessage(int sessionNumber) {
    List<MessageRoundTrips> messages = sessions().get(sessionNumber - 1).messages();
    long busy =
        messages.stream()
            .flatMapToInt(m -> IntStream.rangeClosed(m.first(), m.last()))
            .distinct()
            .count();
    return (double) busy / messages.size();
  }

  /**
   * What clients did against the {@linkplain ClientRule rules}, oldest first, for instance {@code
   * session 2: ONE_AUTH: a second AUTH}. Octets count as early when they came before the server
   * wrote; see {@link ScriptedSmtpServerBuilder#collectFor}.
   */
  public List<String> violations() {
    return ledger.violations();
  }

  /** Waits until so many connections were accepted since the start. */
  public List<SessionRecord> awaitSessions(int count) {
    ledger.await(count + " session(s)", () -> ledger.accepted() >= count);
    return sessions();
  }

  /** Waits until so many sessions were closed since the start. */
  public List<SessionRecord> awaitClosed(int count) {
    ledger.await(count + " closed session(s)", () -> ledger.accepted() - ledger.openNow() >= count);
    return sessions();
  }

  /** Waits until so many messages were received since the start. */
  public List<ReceivedMessage> awaitReceived(int count) {
    ledger.await(count + " message(s)", () -> ledger.received().size() >= count);
    return received();
  }

  /** Waits until so many messages were {@linkplain #held() held} since the start. */
  public List<ReceivedMessage> awaitHeld(int count) {
    ledger.await(count + " complete message(s)", () -> ledger.held().size() >= count);
    return held();
  }

  /** Ends the server as its process's death would: FIN to every session. Safe to call twice. */
  @Override
  public void close() {
    stop();
  }

  /** As {@link #close}, for a server that goes away in the midst of a test. */
  public void stop() {
    unchecked(listener::stop);
    live.stop();
    ledger.await("all sessions to end", () -> ledger.openNow() == 0);
  }

  private static void unchecked(SocketAction action) {
    try {
      action.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface SocketAction {
    void run() throws IOException;
  }
}
