package org.smtpra.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate for localhost that the JDK's keytool makes for this run, and the trust store that
 * clients are given.
 *
 * @param keyStore the mail server's key and certificate, PKCS12
 * @param trustStore the certificate alone, PKCS12
 * @param password of both
 */
record Certificates(Path keyStore, Path trustStore, String password) {

  private static final String ALIAS = "mail";
  private static final long KEYTOOL_SECONDS = 60;

  static Certificates make(Path directory, String password) throws DemoException {
    try {
      Files.createDirectories(directory);
      Path keyStore = directory.resolve("mail-server.p12");
      Files.deleteIfExists(keyStore);
      keytool(keyStore, password);
      Certificates made = new Certificates(keyStore, directory.resolve("truststore.p12"), password);
      made.writeTrustStore();
      return made;
    } catch (IOException | GeneralSecurityException e) {
      throw new DemoException("no certificate can be made in " + directory, e);
    }
  }

  private static void keytool(Path keyStore, String password) throws IOException, DemoException {
    String program = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    ProcessBuilder builder =
        new ProcessBuilder(
                List.of(
                    program,
                    "-genkeypair",
                    "-alias",
                    ALIAS,
                    "-keyalg",
                    "EC",
                    "-groupname",
                    "secp256r1",
                    "-dname",
                    "CN=smtp-ra demo",
                    "-ext",
                    "san=dns:localhost,ip:127.0.0.1",
                    "-validity",
                    "30",
                    "-storetype",
                    "PKCS12",
                    "-keystore",
                    keyStore.toString(),
                    "-storepass:env",
                    "STORE_PASSWORD"))
            .redirectErrorStream(true);
    builder.environment().put("STORE_PASSWORD", password);
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
    if (!ended(process) || process.exitValue() != 0) {
      throw new DemoException("keytool failed: " + output.strip(), null);
    }
  }

  private static boolean ended(Process process) {
    try {
      return process.waitFor(KEYTOOL_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void writeTrustStore() throws IOException, GeneralSecurityException {
    KeyStore trust = KeyStore.getInstance("PKCS12");
    trust.load(null, null);
    trust.setCertificateEntry(ALIAS, load(keyStore).getCertificate(ALIAS));
    try (OutputStream out = Files.newOutputStream(trustStore)) {
      trust.store(out, password.toCharArray());
    }
  }

  private KeyStore load(Path file) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, password.toCharArray());
    }
    return store;
  }

  /** TLS for the mail server and for those who trust it. */
  SSLContext context() throws DemoException {
    try {
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(load(keyStore), password.toCharArray());
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(load(trustStore));
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new DemoException("the certificate cannot be used", e);
    }
  }
}
