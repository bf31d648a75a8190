package org.smtpra.testkit;

import java.util.ArrayList;
import java.util.List;

/** The ledger's page of one session. All fields are guarded by the ledger's lock. */
final class ServerSession {
  private final SessionLedger ledger;
  private final int number;
  private final List<String> commands = new ArrayList<>();
  private final List<String> transcript = new ArrayList<>();
  private String tlsProtocol = "";
  private String user = "";
  private String heloName = "";
  private int roundTrips;
  private int firstRoundTrip;
  private final List<MessageRoundTrips> messages = new ArrayList<>();
  private boolean open = true;
  private boolean idle;

  ServerSession(SessionLedger ledger, int number) {
    this.ledger = ledger;
    this.number = number;
  }

  int number() {
    return number;
  }

  void command(String line) {
    ledger.change(() -> commands.add(line));
  }

  void heard(String line) {
    ledger.change(() -> transcript.add("C: " + line));
  }

  void said(String octets) {
    ledger.change(() -> transcript.addAll(octets.lines().map(line -> "S: " + line).toList()));
  }

  void note(String text) {
    ledger.change(() -> transcript.add("-- " + text));
  }

  void violation(String text) {
    note("violation: " + text);
    ledger.violation("session " + number + ": " + text);
  }

  void startedTls(String protocol) {
    ledger.change(() -> tlsProtocol = protocol);
  }

  void loggedIn(String name) {
    ledger.change(() -> user = name);
  }

  void introduced(String name) {
    ledger.change(() -> heloName = name);
  }

  void roundTrip() {
    ledger.change(() -> ++roundTrips);
  }

  /** The answer to MAIL is about to be written: it goes out with the next round trip. */
  void transactionBegins() {
    ledger.change(() -> firstRoundTrip = roundTrips + 1);
  }

  /** The final reply is about to be written. */
  void messageEnds() {
    ledger.change(() -> messages.add(new MessageRoundTrips(firstRoundTrip, roundTrips + 1)));
  }

  void idle(boolean now) {
    ledger.change(() -> idle = now);
  }

  void closed() {
    ledger.change(() -> open = false);
  }

  boolean isOpen() {
    return ledger.read(() -> open);
  }

  boolean isIdle() {
    return ledger.read(() -> open && idle);
  }

  String user() {
    return ledger.read(() -> user);
  }

  String heloName() {
    return ledger.read(() -> heloName);
  }

  boolean tls() {
    return ledger.read(() -> !tlsProtocol.isEmpty());
  }

  /** How many messages got as far as their final reply. */
  int messages() {
    return ledger.read(messages::size);
  }

  SessionRecord snapshot() {
    return ledger.read(
        () ->
            new SessionRecord(
                number,
                commands,
                transcript,
                tlsProtocol,
                user,
                heloName,
                roundTrips,
                messages,
                open));
  }
}
