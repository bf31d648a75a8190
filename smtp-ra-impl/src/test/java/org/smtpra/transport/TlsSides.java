package org.smtpra.transport;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.smtpra.config.Secret;
import org.smtpra.config.TlsConfiguration;
import org.smtpra.testkit.TestCertificates;

/** The contexts of a good server and its client, made once a test class: key stores are slow. */
final class TlsSides {

  private final SSLContext server;
  private final TlsContext tls12;
  private final TlsContext tls13;

  TlsSides(TestCertificates certificates) throws IOException, GeneralSecurityException {
    server = certificates.serverContext();
    tls12 = client(certificates, "TLSv1.2");
    tls13 = client(certificates, "TLSv1.3");
  }

  static TlsContext client(TestCertificates certificates, String... protocols)
      throws IOException, GeneralSecurityException {
    return TlsContext.of(
        new TlsConfiguration(
            Optional.of(certificates.trustStore()),
            new Secret(certificates.password()),
            "PKCS12",
            List.of(protocols)));
  }

  SSLContext server() {
    return server;
  }

  TlsContext client(String protocol) {
    return protocol.equals("TLSv1.2") ? tls12 : tls13;
  }

  /** A channel that talks in clear text, {@code PLAIN}, or under a version of TLS. */
  ConnectedPair pair(String kind) throws Exception {
    ConnectedPair pair = ConnectedPair.plain();
    if (!kind.equals("PLAIN")) {
      pair.startTls(server, client(kind).engineFor("localhost", pair.raw().getLocalPort()));
    }
    return pair;
  }
}
