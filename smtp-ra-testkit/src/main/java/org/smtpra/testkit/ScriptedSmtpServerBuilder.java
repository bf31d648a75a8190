package org.smtpra.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.smtpra.testkit.sasl.SaslServer;

/** Says how a {@link ScriptedSmtpServer} behaves while no fault is due. */
public final class ScriptedSmtpServerBuilder {
  private final Map<String, String> users = new HashMap<>();
  private List<String> keywords =
      List.of("PIPELINING", "8BITMIME", "SIZE 10485760", "SMTPUTF8", "ENHANCEDSTATUSCODES");
  private List<String> clearTextKeywords = List.of();
  private List<String> mechanisms = SaslServer.MECHANISMS;
  private List<String> tlsProtocols = List.of();
  private Optional<SSLContext> tls = Optional.empty();
  private Predicate<String> tokens = token -> false;
  private boolean serverEndPoint = true;
  private boolean implicitTls;
  private boolean authRequired;
  private int socketBuffers;
  private final Set<ClientRule> tolerated = EnumSet.noneOf(ClientRule.class);
  private final Set<EndOfContent> ends = EnumSet.noneOf(EndOfContent.class);
  private boolean withoutEnd;
  private ServerLimits limits = ServerLimits.NONE;
  private Duration collect = Duration.ZERO;

  ScriptedSmtpServerBuilder() {}

  /** Offers STARTTLS with the good certificate. */
  public ScriptedSmtpServerBuilder tls(TestCertificates certificates) {
    return tls(certificates.serverContext());
  }

  /** Offers STARTTLS with the certificate of this context. */
  public ScriptedSmtpServerBuilder tls(SSLContext context) {
    tls = Optional.of(context);
    return this;
  }

  /** Begins every connection with TLS and the good certificate. */
  public ScriptedSmtpServerBuilder implicitTls(TestCertificates certificates) {
    return implicitTls(certificates.serverContext());
  }

  /** Begins every connection with TLS and the certificate of this context. */
  public ScriptedSmtpServerBuilder implicitTls(SSLContext context) {
    implicitTls = true;
    return tls(context);
  }

  /** Narrows TLS to these protocols, for instance {@code TLSv1.2}. */
  public ScriptedSmtpServerBuilder tlsProtocols(String... protocols) {
    tlsProtocols = List.of(protocols);
    return this;
  }

  /**
   * Replaces the EHLO keywords. STARTTLS and AUTH come by themselves where TLS and users are set;
   * parameters of an extension that is not among the keywords are refused.
   */
  public ScriptedSmtpServerBuilder keywords(String... lines) {
    keywords = List.of(lines);
    return this;
  }

  /** Adds EHLO keywords, for instance {@code CHUNKING}. */
  public ScriptedSmtpServerBuilder offer(String... lines) {
    keywords = Stream.concat(keywords.stream(), Stream.of(lines)).toList();
    return this;
  }

  /** Adds keywords that are only told in clear text, as an attacker on the path might. */
  public ScriptedSmtpServerBuilder clearTextKeywords(String... lines) {
    clearTextKeywords = List.of(lines);
    return this;
  }

  /** Adds a user, and with the first one the AUTH keyword; with TLS only under TLS. */
  public ScriptedSmtpServerBuilder user(String name, String password) {
    users.put(name, password);
    KnownSecrets.add(password);
    return this;
  }

  /** Takes these tokens from every user, beside those that are the user's password. */
  public ScriptedSmtpServerBuilder tokens(Predicate<String> good) {
    tokens = good;
    return this;
  }

  /** Narrows AUTH to these mechanisms, told in this order. */
  public ScriptedSmtpServerBuilder mechanisms(String... names) {
    for (String name : names) {
      if (!SaslServer.knows(name)) {
        throw new IllegalArgumentException(
            "Mechanism is "
                + name
                + "; known are "
                + SaslServer.MECHANISMS
                + SaslServer.BOUND_SCRAM
                + SaslServer.FOR_TOKENS);
      }
    }
    mechanisms = List.of(names);
    return this;
  }

  /** Binds to other things of the TLS session only than the certificate, as most servers do. */
  public ScriptedSmtpServerBuilder withoutServerEndPoint() {
    serverEndPoint = false;
    return this;
  }

  /** Refuses MAIL with 530 before authentication. */
  public ScriptedSmtpServerBuilder requireAuth() {
    authRequired = true;
    return this;
  }

  /** Makes the sockets' send and receive buffers so small, so that windows fill up early. */
  public ScriptedSmtpServerBuilder socketBuffers(int octets) {
    socketBuffers = octets;
    return this;
  }

  /**
   * Takes PIPELINING off the keywords, and waits a moment before each reply so that a client which
   * does not wait is caught.
   */
  public ScriptedSmtpServerBuilder noPipelining() {
    keywords = keywords.stream().filter(line -> !line.equalsIgnoreCase("PIPELINING")).toList();
    return collectFor(Duration.ofMillis(2));
  }

  /**
   * Waits so long for more octets before replies go out. Round trips, and octets that come too
   * early, are then counted right even where one flush of the client arrives in several segments.
   */
  public ScriptedSmtpServerBuilder collectFor(Duration duration) {
    collect = duration;
    return this;
  }

  /** Keeps breaches of these rules out of {@link ScriptedSmtpServer#violations()}. */
  public ScriptedSmtpServerBuilder tolerate(ClientRule... rules) {
    tolerated.addAll(List.of(rules));
    return this;
  }

  /** Refuses MAIL with this reply after so many messages of a session got their final reply. */
  public ScriptedSmtpServerBuilder messagesPerSession(int most, String reply) {
    limits = limits.withMessages(most, reply);
    return this;
  }

  /** Refuses RCPT with this reply after so many recipients of a transaction were accepted. */
  public ScriptedSmtpServerBuilder tooManyRecipients(int most, String reply) {
    limits = limits.withRecipients(most, reply);
    return this;
  }

  /** Adds ends of content to the true one, as sloppy servers do. */
  public ScriptedSmtpServerBuilder contentEnd(EndOfContent... more) {
    ends.addAll(List.of(more));
    return this;
  }

  /** Keeps, as received, what came of a content when the connection ended within it. */
  public ScriptedSmtpServerBuilder acceptWithoutEnd() {
    withoutEnd = true;
    return this;
  }

  /** Starts the server on a free port of the loopback address. */
  public ScriptedSmtpServer start() {
    ServerSettings settings =
        new ServerSettings(
            keywords,
            clearTextKeywords,
            users,
            tokens,
            mechanisms,
            serverEndPoint,
            tls,
            implicitTls,
            tlsProtocols,
            authRequired,
            socketBuffers,
            new Strictness(tolerated, collect),
            limits,
            new ContentTaking(ends, withoutEnd));
    try {
      return new ScriptedSmtpServer(settings);
    } catch (IOException e) {
      throw new UncheckedIOException("No free port on the loopback address", e);
    }
  }
}
