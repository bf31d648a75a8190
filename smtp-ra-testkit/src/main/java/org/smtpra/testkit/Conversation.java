package org.smtpra.testkit;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;

/** One session from the accepted connection to its end, on its own thread. */
final class Conversation implements Runnable {
  private final ServerSettings settings;
  private final FaultPlan faults;
  private final SessionLedger ledger;
  private final ServerSession session;
  private final Wire wire;
  private final CountDownLatch serverClosed;
  private final Map<String, CommandHandler> handlers = CommandTable.standard();
  private final ClientConduct conduct;
  private Optional<MailTransaction> transaction = Optional.empty();

  Conversation(
      ServerSettings settings,
      FaultPlan faults,
      SessionLedger ledger,
      ServerSession session,
      Wire wire,
      CountDownLatch serverClosed) {
    this.settings = settings;
    this.faults = faults;
    this.ledger = ledger;
    this.session = session;
    this.wire = wire;
    this.serverClosed = serverClosed;
    this.conduct = new ClientConduct(settings, session);
  }

  @Override
  public void run() {
    try {
      greet();
      while (wire.isOpen()) {
        handle(nextCommand());
      }
    } catch (IOException | RuntimeException e) {
      session.note(e.toString());
    } finally {
      end();
    }
  }

  private void greet() throws IOException {
    playIfDue(Stage.CONNECT);
    if (settings.implicitTls() && wire.isOpen()) {
      startTls();
    }
    if (wire.isOpen()) {
      answer(Stage.GREETING, "220 " + ServerSettings.HOST_NAME + " ESMTP ready");
    }
  }

  private Command nextCommand() throws IOException {
    session.idle(transaction.isEmpty());
    String line = hear();
    session.idle(false);
    session.command(line);
    Command command = Command.parse(line);
    conduct.command(command, wire.lineOrigin().early(), transaction);
    return command;
  }

  private void handle(Command command) throws IOException {
    CommandHandler handler = handlers.get(command.verb());
    if (command.endsWithBareLineFeed()) {
      reply("500 5.5.2 Line ends with a bare LF");
    } else if (handler == null) {
      reply("500 5.5.1 Command unknown");
    } else {
      handler.handle(command, this);
    }
  }

  private void end() {
    try {
      keepWithoutEnd();
      wire.close();
    } catch (IOException e) {
      session.note("closing: " + e);
    } finally {
      session.closed();
    }
  }

  /** A truth that the client cannot know: some servers keep what they have. */
  private void keepWithoutEnd() {
    if (settings.content().withoutEnd()) {
      transaction
          .filter(MailTransaction::isWithinContent)
          .ifPresent(message -> ledger.add(message.complete(session)));
    }
  }

  void startTls() throws IOException {
    if (wire.hasUnread()) {
      conduct.early();
    }
    playIfDue(Stage.TLS_HANDSHAKE);
    SSLContext context = settings.tls().orElseThrow();
    if (wire.isOpen()) {
      wire.startTls(context, settings.tlsProtocols().toArray(String[]::new));
      transaction = Optional.empty();
    }
  }

  /** Reads one line of the client. */
  String hear() throws IOException {
    String line = wire.readLine();
    session.heard(line);
    conduct.line(wire.lineOrigin());
    return line;
  }

  /** Answers where no fault can be planted. */
  void reply(String line) {
    wire.write(line + "\r\n");
  }

  /** As {@link #answer(Stage, String, Runnable)} for what has no effect, such as a refusal. */
  boolean answer(Stage stage, String reply) throws IOException {
    return answer(stage, reply, () -> {});
  }

  /** Does the command and answers it, or plays the fault that is due. */
  boolean answer(Stage stage, String reply, Runnable effect) throws IOException {
    return answer(faults.take(stage), reply, effect);
  }

  /**
   * As above with the fault already taken.
   *
   * @return whether the effect took place and the conversation goes on
   */
  boolean answer(Optional<Fault> fault, String reply, Runnable effect) throws IOException {
    boolean effective = fault.map(Fault::takesEffect).orElse(true);
    if (effective) {
      // Before the octets go out: whoever has the reply may ask the server for the truth.
      effect.run();
    }
    if (fault.isPresent()) {
      play(fault.get(), reply + "\r\n");
    } else {
      reply(reply);
    }
    return effective && wire.isOpen();
  }

  void playIfDue(Stage stage) throws IOException {
    Optional<Fault> fault = faults.take(stage);
    if (fault.isPresent()) {
      play(fault.get(), "");
    }
  }

  void play(Fault fault, String correctReply) throws IOException {
    session.note(fault.toString());
    fault.play(new WireFaultSite(wire, session, serverClosed, correctReply));
  }

  ServerSettings settings() {
    return settings;
  }

  FaultPlan faults() {
    return faults;
  }

  ServerSession session() {
    return session;
  }

  Wire wire() {
    return wire;
  }

  SessionLedger ledger() {
    return ledger;
  }

  ClientConduct conduct() {
    return conduct;
  }

  Optional<MailTransaction> transaction() {
    return transaction;
  }

  void transaction(Optional<MailTransaction> next) {
    transaction = next;
  }
}
