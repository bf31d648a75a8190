package org.smtpra.testkit.chaos.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.smtpra.testkit.ClientRule;
import org.smtpra.testkit.EndOfContent;
import org.smtpra.testkit.LenientRelay;
import org.smtpra.testkit.ReceivedMessage;
import org.smtpra.testkit.ScriptedSmtpServer;
import org.smtpra.testkit.ScriptedSmtpServerBuilder;
import org.smtpra.testkit.TestCertificates;
import org.smtpra.testkit.chaos.front.FrontLoop;
import org.smtpra.testkit.chaos.front.TcpFront;
import org.smtpra.testkit.chaos.order.ChaosUser;
import org.smtpra.testkit.chaos.order.MailOrder;
import org.smtpra.testkit.chaos.order.MailOrders;

/**
 * A scripted server that knows everything. One may be a careless relay with another server behind
 * it, which gets the mail when the run is over.
 */
public final class ScriptedHost implements ChaosHost {

  private static final int MOST_RECIPIENTS = 10;

  private final HostPlace place;
  private final ScriptedSmtpServer server;
  private final Optional<SecondHop> secondHop;
  private final TcpFront front;
  private final Map<String, Mischief.Maker> deck = new LinkedHashMap<>();

  private record SecondHop(LenientRelay relay, ScriptedSmtpServer next) {}

  private ScriptedHost(
      HostPlace place, ScriptedSmtpServer server, Optional<SecondHop> secondHop, FrontLoop loop) {
    this.place = place;
    this.server = server;
    this.secondHop = secondHop;
    this.front = TcpFront.before(server.port(), loop);
    refuseSome();
    deck.putAll(FrontMischiefs.deck(front));
    deck.putAll(ScriptedMischiefs.deck(server));
  }

  /** Starts a server that has a limit of messages for each session. */
  public static ScriptedHost start(
      HostPlace place, TestCertificates certificates, FrontLoop loop, int messagesPerSession) {
    ScriptedSmtpServer server =
        builder(certificates)
            .messagesPerSession(messagesPerSession, "452 4.5.3 Too many messages in this session")
            .start();
    return new ScriptedHost(place, server, Optional.empty(), loop);
  }

  /** Starts a relay that takes every end of content anybody has ever taken. */
  public static ScriptedHost startRelay(
      HostPlace place, TestCertificates certificates, FrontLoop loop) {
    ScriptedSmtpServer next = ScriptedSmtpServer.builder().start();
    LenientRelay relay =
        LenientRelay.before(next, builder(certificates).contentEnd(EndOfContent.values()));
    return new ScriptedHost(place, relay.server(), Optional.of(new SecondHop(relay, next)), loop);
  }

  /**
   * Starts a server that takes tokens of this endpoint beside passwords, and at times learns that
   * all of them were revoked.
   */
  public static ScriptedHost startTakingTokens(
      HostPlace place, TestCertificates certificates, FrontLoop loop, RevokedTokens tokens) {
    ScriptedSmtpServer server =
        builder(certificates)
            .mechanisms("OAUTHBEARER", "SCRAM-SHA-256", "CRAM-MD5", "PLAIN", "LOGIN")
            .tokens(tokens.endpoint()::isGood)
            .start();
    ScriptedHost host = new ScriptedHost(place, server, Optional.empty(), loop);
    host.deck.put("hears that tokens were revoked", random -> tokens.mischief());
    return host;
  }

  private static ScriptedSmtpServerBuilder builder(TestCertificates certificates) {
    ScriptedSmtpServerBuilder builder =
        ScriptedSmtpServer.builder().tls(certificates).offer("CHUNKING").requireAuth();
    // A command may cross a 421 on the way, and pipelining=FULL means to say BDAT so early.
    builder.tolerate(ClientRule.NOTHING_AFTER_421, ClientRule.RCPT_BEFORE_BDAT);
    for (ChaosUser user : ChaosUser.values()) {
      builder.user(user.userName(), user.truePassword());
    }
    return builder;
  }

  private void refuseSome() {
    for (int i = 0; i < MOST_RECIPIENTS; i++) {
      String who = i + "@" + MailOrder.DOMAIN;
      server.refuse(MailOrders.REFUSED + who, "550 5.1.1 No such mailbox");
      server.refuse(MailOrders.DEFERRED + who, "451 4.2.1 Mailbox busy");
    }
  }

  /** It never complains of too many sessions: who does so stays avoided for minutes. */
  public ScriptedHost patient() {
    deck.remove(ScriptedMischiefs.THROTTLES);
    return this;
  }

  /** Its name, which must be its own, can lead astray. */
  public ScriptedHost named(HostsFile names) {
    names.add(place.name());
    deck.putAll(names.deck(place.name()));
    return this;
  }

  @Override
  public String entry() {
    return place.entry(front.port());
  }

  @Override
  public String endpointKey() {
    return place.key(front.port());
  }

  @Override
  public Map<String, Mischief.Maker> deck() {
    return deck;
  }

  @Override
  public HostTruth truth() {
    front.close();
    // What a client has said is acted on before its session's end is noticed.
    server.awaitClosed(server.sessionsAccepted());
    List<ReceivedMessage> received = server.received();
    return new HostTruth(
        endpointKey(),
        place.priority(),
        received,
        server.held(),
        secondHop.map(hop -> handOn(hop, received.size())).orElse(List.of()),
        server.sessions().stream()
            .map(s -> new SessionTrace(endpointKey(), s.number(), s.transcript()))
            .toList(),
        server.violations());
  }

  private static List<ReceivedMessage> handOn(SecondHop hop, int count) {
    try {
      hop.relay().handOn(count);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return hop.next().received();
  }

  @Override
  public void close() {
    front.close();
    server.close();
    secondHop.ifPresent(hop -> hop.next().close());
  }
}
