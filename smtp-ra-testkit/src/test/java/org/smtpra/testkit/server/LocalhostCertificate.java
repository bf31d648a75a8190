package org.smtpra.testkit.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A self-signed certificate for localhost, made by keytool: as the PEM files that servers want, and
 * as trust for a client.
 */
record LocalhostCertificate(Path certificate, Path key, SSLContext trust) {

  private static final String PASSWORD = "changeit";
  private static final String ALIAS = "server";

  static LocalhostCertificate make(Path directory) throws IOException, GeneralSecurityException {
    Path store = directory.resolve("server.p12");
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    ShortCommand.run(
        List.of(
            keytool,
            "-genkeypair",
            "-alias",
            ALIAS,
            "-keyalg",
            "RSA",
            "-keysize",
            "2048",
            "-dname",
            "CN=localhost",
            "-ext",
            "san=dns:localhost,ip:127.0.0.1",
            "-validity",
            "30",
            "-storetype",
            "PKCS12",
            "-storepass",
            PASSWORD,
            "-keystore",
            store.toString()),
        Map.of(),
        "");
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    Path certificate = pem(directory, "CERTIFICATE", keys.getCertificate(ALIAS).getEncoded());
    Path key =
        pem(directory, "PRIVATE KEY", keys.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded());
    return new LocalhostCertificate(certificate, key, trusting(keys));
  }

  private static Path pem(Path directory, String label, byte[] content) throws IOException {
    String lines = Base64.getMimeEncoder().encodeToString(content);
    String text = "-----BEGIN " + label + "-----\n" + lines + "\n-----END " + label + "-----\n";
    return Files.writeString(directory.resolve(label), text, StandardCharsets.US_ASCII);
  }

  private static SSLContext trusting(KeyStore keys) throws GeneralSecurityException, IOException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry(ALIAS, keys.getCertificate(ALIAS));
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, factory.getTrustManagers(), null);
    return context;
  }
}
