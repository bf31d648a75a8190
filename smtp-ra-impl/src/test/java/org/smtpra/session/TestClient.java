package org.smtpra.session;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.smtpra.SmtpRecipientPolicy;
import org.smtpra.config.Chunking;
import org.smtpra.config.ClientIdentity;
import org.smtpra.config.CooldownRules;
import org.smtpra.config.Credentials;
import org.smtpra.config.HostConfiguration;
import org.smtpra.config.LongLines;
import org.smtpra.config.MessageRules;
import org.smtpra.config.PipelineData;
import org.smtpra.config.Pipelining;
import org.smtpra.config.PoolLimits;
import org.smtpra.config.RetryRules;
import org.smtpra.config.Secret;
import org.smtpra.config.Security;
import org.smtpra.config.SessionLimits;
import org.smtpra.config.SmtpConfiguration;
import org.smtpra.config.SubmissionRules;
import org.smtpra.config.Timeouts;
import org.smtpra.config.TlsConfiguration;
import org.smtpra.config.TokenConfiguration;
import org.smtpra.config.TokenRules;
import org.smtpra.config.WireRules;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.testkit.ScriptedSmtpServer;
import org.smtpra.testkit.TestCertificates;
import org.smtpra.transport.Deadline;
import org.smtpra.transport.Resolver;
import org.smtpra.transport.SystemResolver;
import org.smtpra.transport.TlsContext;

/** Opens sessions to a scripted server. Every time-out is long but the one a test is about. */
final class TestClient {

  private static final Duration LONG = Duration.ofSeconds(20);
  private static final TlsConfiguration JAVA_TRUST =
      new TlsConfiguration(Optional.empty(), new Secret(""), "PKCS12", List.of());

  private final Security security;
  private final TlsContext tls;
  private Optional<Credentials> credentials = Optional.empty();
  private TokenSupply tokens = TokenSupply.NONE;
  private List<String> mechanisms = List.of();
  private String host = "localhost";
  private String ehloName = "";
  private Timeouts timeouts = new Timeouts(LONG, LONG, LONG, LONG, LONG, LONG);
  private WireRules wire =
      new WireRules(Pipelining.NONE, PipelineData.ONE_RECIPIENT, Chunking.AUTO, List.of());
  private Resolver resolver =
      (name, deadline, attempt) -> List.of(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));

  /** Shifts the clock, so that time passes without waiting. */
  private final AtomicLong skippedNanos = new AtomicLong();

  TestClient(Security security, TlsContext tls) {
    this.security = security;
    this.tls = tls;
  }

  static TestClient plain() throws Exception {
    return new TestClient(Security.NONE, TlsContext.of(JAVA_TRUST));
  }

  static TlsContext trust(TestCertificates certificates, String... protocols)
      throws IOException, GeneralSecurityException {
    return TlsContext.of(
        new TlsConfiguration(
            Optional.of(certificates.trustStore()),
            new Secret(certificates.password()),
            "PKCS12",
            List.of(protocols)));
  }

  TestClient as(String user, String password) {
    credentials = Optional.of(new Credentials(user, new Secret(password)));
    return this;
  }

  /** A supply that is a gate too hears what becomes of its user. */
  TestClient withToken(String user, TokenSupply supply) {
    TokenRules rules =
        new TokenRules(LONG, LONG, Optional.empty(), Optional.empty(), new Secret(""));
    Secret none = new Secret("");
    credentials =
        Optional.of(
            Credentials.withToken(
                user,
                new TokenConfiguration(
                    "FILE", Optional.empty(), "", none, none, "", Optional.empty(), rules)));
    tokens = supply;
    return this;
  }

  TestClient mechanisms(String... names) {
    mechanisms = List.of(names);
    return this;
  }

  TestClient ehloName(String name) {
    ehloName = name;
    return this;
  }

  TestClient connectTimeout(Duration time) {
    timeouts = new Timeouts(time, LONG, LONG, LONG, LONG, LONG);
    return this;
  }

  TestClient greetingTimeout(Duration time) {
    timeouts = new Timeouts(LONG, time, LONG, LONG, LONG, LONG);
    return this;
  }

  TestClient authenticateTimeout(Duration time) {
    timeouts = new Timeouts(LONG, LONG, time, LONG, LONG, LONG);
    return this;
  }

  TestClient replyTimeouts(Duration time) {
    timeouts = new Timeouts(LONG, LONG, LONG, time, time, LONG);
    return this;
  }

  TestClient wire(Pipelining pipelining, PipelineData pipelineData, Chunking chunking) {
    wire = new WireRules(pipelining, pipelineData, chunking, List.of());
    return this;
  }

  TestClient addresses(InetAddress... addresses) {
    resolver = (name, deadline, attempt) -> List.of(addresses);
    return this;
  }

  /** Asks the operating system about this name. */
  TestClient host(String name) {
    host = name;
    resolver = new SystemResolver(Runnable::run, Runnable::run);
    return this;
  }

  TestClient resolver(Resolver other) {
    resolver = other;
    return this;
  }

  void skip(Duration time) {
    skippedNanos.addAndGet(time.toNanos());
  }

  private long nanoTime() {
    return System.nanoTime() + skippedNanos.get();
  }

  Deadline in(Duration time) {
    return Deadline.after(time, this::nanoTime);
  }

  Deadline soon() {
    return in(LONG);
  }

  SmtpSession open(ScriptedSmtpServer server) throws SmtpFailure {
    return open(server.port(), soon());
  }

  SmtpSession open(int port, Deadline limit) throws SmtpFailure {
    return open(port, limit, new Opening());
  }

  SmtpSession open(int port, Deadline limit, Opening opening) throws SmtpFailure {
    return opener(port).open(target(port), credentials, limit, opening);
  }

  /** One opener for several sessions, as a factory has it: it remembers what it learnt. */
  SmtpSession open(SessionOpener opener, int port) throws SmtpFailure {
    return opener.open(target(port), credentials, soon(), new Opening());
  }

  SessionOpener opener(int port) {
    SessionOpener opener =
        new SessionOpener(configuration(target(port)), tls, resolver, this::nanoTime)
            .withTokens(tokens);
    return tokens instanceof SignInGate gate ? opener.with(gate) : opener;
  }

  private HostConfiguration target(int port) {
    return new HostConfiguration(host, port, 0, 1, security, Optional.empty(), 0, 0);
  }

  SmtpFailure openFails(ScriptedSmtpServer server) {
    return assertThrows(SmtpFailure.class, () -> open(server));
  }

  private SmtpConfiguration configuration(HostConfiguration target) {
    return new SmtpConfiguration(
        List.of(target),
        timeouts,
        new SessionLimits(LONG, LONG, 100, LONG),
        new PoolLimits(0, 1, Duration.ZERO),
        new CooldownRules(Duration.ZERO, Duration.ZERO, 0),
        new RetryRules(0, Duration.ZERO, 0),
        new SubmissionRules(1, 1),
        new MessageRules(SmtpRecipientPolicy.ALL_OR_NOTHING, LongLines.REFUSE),
        wire,
        new ClientIdentity(ehloName, Optional.empty(), mechanisms, credentials),
        JAVA_TRUST,
        Duration.ZERO,
        Duration.ZERO,
        false);
  }
}
