package org.smtpra.transport;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;
import org.smtpra.config.TlsConfiguration;

/**
 * Makes TLS engines. One for each configuration: a context for each connection would cost more than
 * the handshake and would lose session resumption. Thread safe.
 */
public final class TlsContext {

  private final SSLContext context;
  private final TlsConfiguration configuration;

  private TlsContext(SSLContext context, TlsConfiguration configuration) {
    this.context = context;
    this.configuration = configuration;
  }

  /**
   * Reads the trust store and makes a context.
   *
   * @param configuration trust store and protocols; without a trust store the JDK's own
   * @return the context
   * @throws IOException if the trust store cannot be read
   * @throws GeneralSecurityException if its content cannot be used, or a protocol is unknown
   */
  public static TlsContext of(TlsConfiguration configuration)
      throws IOException, GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trustManagers(configuration), null);
    TlsContext made = new TlsContext(context, configuration);
    made.failOnUnknownProtocol();
    return made;
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
              + String.join(",", context.getSupportedSSLParameters().getProtocols()),
          e);
    }
  }

  private static TrustManager @Nullable [] trustManagers(TlsConfiguration configuration)
      throws IOException, GeneralSecurityException {
    if (configuration.trustStoreFile().isEmpty()) {
      return null;
    }
    return CertificateFile.trustManagers(
        "trustStoreFile",
        configuration.trustStoreFile().get(),
        configuration.trustStorePassword(),
        configuration.trustStoreType());
  }

  /**
   * Makes an engine that checks that the certificate is for this host (RFC 6125).
   *
   * @param host the name as configured
   * @param port the port as configured; with the name it is the key for resumption
   * @return an engine in client mode
   */
  public SSLEngine engineFor(String host, int port) {
    SSLEngine engine = context.createSSLEngine(host, port);
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
