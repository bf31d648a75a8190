package org.smtpra.transport;

import java.io.IOException;
import java.lang.System.Logger;
import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;
import org.smtpra.config.HostConfiguration;
import org.smtpra.config.HostTrust;
import org.smtpra.config.TlsConfiguration;
import org.smtpra.event.LogMessage;

/**
 * Makes TLS engines. One for each configuration: a context for each connection would cost more than
 * the handshake and would lose session resumption. Files that have changed are read again; where
 * that fails, what was read before stays in use. Thread safe.
 */
public final class TlsContext {

  private static final Logger LOG = System.getLogger("org.smtpra");

  private final TlsConfiguration configuration;

  /** Of the hosts that say themselves whose certificate they may show. */
  private final Map<HostTrust, TlsContext> ofHosts;

  private final ReentrantLock reading = new ReentrantLock();
  private volatile Loaded loaded;

  private TlsContext(
      TlsConfiguration configuration, Loaded loaded, Map<HostTrust, TlsContext> ofHosts) {
    this.configuration = configuration;
    this.ofHosts = ofHosts;
    this.loaded = loaded;
  }

  /**
   * What the files held, which version of them was looked at, and how often the key has changed.
   */
  private record Loaded(SSLContext context, FileStamps stamps, int keyGeneration) {}

  /**
   * Reads the trust store and the key store, and makes a context.
   *
   * @param configuration stores and protocols; without a trust store the JDK's own
   * @return the context
   * @throws IOException if a store cannot be read
   * @throws GeneralSecurityException if its content cannot be used, or a protocol is unknown
   */
  public static TlsContext of(TlsConfiguration configuration)
      throws IOException, GeneralSecurityException {
    return of(configuration, List.of());
  }

  /**
   * The same, and for hosts that say themselves whose certificate they may show.
   *
   * @param configuration stores and protocols
   * @param hosts the hosts
   * @return the context
   * @throws IOException if a store cannot be read
   * @throws GeneralSecurityException if its content cannot be used, or a protocol is unknown
   */
  public static TlsContext of(TlsConfiguration configuration, List<HostConfiguration> hosts)
      throws IOException, GeneralSecurityException {
    Map<HostTrust, TlsContext> ofHosts = new HashMap<>();
    for (HostConfiguration host : hosts) {
      HostTrust trust = host.trust();
      if (!trust.equals(HostTrust.FACTORY) && !ofHosts.containsKey(trust)) {
        ofHosts.put(trust, of(configuration.with(trust)));
      }
    }
    FileStamps stamps = FileStamps.of(configuration);
    Loaded read = new Loaded(read(configuration), stamps, 0);
    TlsContext made = new TlsContext(configuration, read, Map.copyOf(ofHosts));
    made.failOnUnknownProtocol();
    return made;
  }

  private static SSLContext read(TlsConfiguration configuration)
      throws IOException, GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keyManagers(configuration), trustManagers(configuration), null);
    return context;
  }

  /** Here, and not at each connection, where it would be no configuration problem any more. */
  private void failOnUnknownProtocol() throws NoSuchAlgorithmException {
    try {
      engineFor("", -1);
    } catch (IllegalArgumentException e) {
      throw new NoSuchAlgorithmException(
          "tlsProtocols is "
              + String.join(",", configuration.protocols())
              + "; this Java runtime knows "
              + String.join(",", loaded.context.getSupportedSSLParameters().getProtocols()),
          e);
    }
  }

  private static KeyManager @Nullable [] keyManagers(TlsConfiguration configuration)
      throws IOException, GeneralSecurityException {
    return configuration.keyStore().isEmpty()
        ? null
        : CertificateFile.keyManagers(configuration.keyStore().get());
  }

  private static TrustManager @Nullable [] trustManagers(TlsConfiguration configuration)
      throws IOException, GeneralSecurityException {
    if (!configuration.pins().isEmpty()) {
      return new TrustManager[] {new PinnedCertificates(configuration.pins())};
    }
    return configuration.trustStoreFile().isEmpty()
        ? null
        : CertificateFile.trustManagers(
            "trustStoreFile",
            configuration.trustStoreFile().get(),
            configuration.trustStorePassword(),
            configuration.trustStoreType());
  }

  /** A look at the files' attributes for each connection; whoever finds a change reads them. */
  private Loaded current() {
    Loaded known = loaded;
    FileStamps now = FileStamps.of(configuration);
    if (known.stamps.equals(now) || !reading.tryLock()) {
      return known;
    }
    try {
      loaded = known.stamps.equals(loaded.stamps) ? readAgain(known, now) : loaded;
      return loaded;
    } finally {
      reading.unlock();
    }
  }

  private Loaded readAgain(Loaded known, FileStamps now) {
    boolean sameKey = known.stamps.key().equals(now.key());
    int generation = known.keyGeneration + (sameKey ? 0 : 1);
    try {
      return new Loaded(read(configuration), now, generation);
    } catch (IOException | GeneralSecurityException e) {
      // Told once for each version of the files: they may be half written.
      LogMessage.STORES_NOT_RENEWED.to(LOG, e.toString());
      return new Loaded(known.context, now, known.keyGeneration);
    }
  }

  /**
   * How often our own certificate was exchanged, so that sessions opened with an earlier one can be
   * told.
   *
   * @return a number that only grows
   */
  public int keyGeneration() {
    return configuration.keyStore().isEmpty() ? 0 : current().keyGeneration;
  }

  /**
   * Makes an engine that takes the certificates that this host may show.
   *
   * @param host the host
   * @return an engine in client mode
   */
  public SSLEngine engineFor(HostConfiguration host) {
    return ofHosts.getOrDefault(host.trust(), this).engineFor(host.host(), host.port());
  }

  /**
   * Makes an engine that checks that the certificate is for this host (RFC 6125).
   *
   * @param host the name as configured
   * @param port the port as configured; with the name it is the key for resumption
   * @return an engine in client mode
   */
  public SSLEngine engineFor(String host, int port) {
    SSLEngine engine = current().context.createSSLEngine(host, port);
    engine.setUseClientMode(true);
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    if (!configuration.protocols().isEmpty()) {
      parameters.setProtocols(configuration.protocols().toArray(new String[0]));
    }
    engine.setSSLParameters(parameters);
    return engine;
  }
}
