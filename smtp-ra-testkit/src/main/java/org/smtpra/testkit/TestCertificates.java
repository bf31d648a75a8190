package org.smtpra.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate authority of its own and certificates for every case a client must tell apart, made
 * when first asked for and deleted on close. Thread safe.
 *
 * <p>Tests get one by {@link TestCertificatesExtension}.
 */
public final class TestCertificates implements AutoCloseable {
  private static final String CA = "ca";
  private static final List<String> YEARS = List.of("-validity", "3650");
  private static final List<String> SIGNED = List.of("-signer", CA);

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, KeyStore> keyStores = new HashMap<>();
  private final List<String> goodNames;
  private final Path directory;
  private final Keytool keytool;

  private TestCertificates(List<String> goodNames) throws IOException {
    this.goodNames = goodNames;
    this.directory = Files.createTempDirectory("smtp-ra-certificates");
    this.keytool = new Keytool(directory.resolve("keys.p12"), "changeit");
    List<String> options = new ArrayList<>(YEARS);
    options.addAll(List.of("-dname", "CN=smtp-ra test authority", "-ext", "bc:c=ca:true"));
    options.addAll(List.of("-ext", "ku:c=keyCertSign,cRLSign"));
    keytool.generateKeyPair(CA, Keytool.EC, options);
  }

  /**
   * Makes an authority; its good server certificate will carry these names.
   *
   * @param names as keytool's {@code san} extension wants them: {@code dns:localhost}, {@code
   *     ip:127.0.0.1}
   */
  public static TestCertificates forNames(String... names) throws IOException {
    return new TestCertificates(List.of(names));
  }

  /** A server whose certificate is in order. */
  public SSLContext serverContext() {
    return context(good());
  }

  /** A server whose certificate is signed by nobody the client trusts. */
  public SSLContext untrustedServerContext() {
    return context(keyStore("stranger", List.of(YEARS, san(goodNames))));
  }

  /** A server whose certificate is for {@code elsewhere.example.org}. */
  public SSLContext wrongNameServerContext() {
    return context(
        keyStore("wrongname", List.of(YEARS, SIGNED, san(List.of("dns:elsewhere.example.org")))));
  }

  /** A server whose certificate ran out five days ago. */
  public SSLContext expiredServerContext() {
    List<String> lastWeek = List.of("-startdate", "-10d", "-validity", "5");
    return context(keyStore("expired", List.of(lastWeek, SIGNED, san(goodNames))));
  }

  /** A server whose certificate is in order, and not the one of {@link #serverContext}. */
  public SSLContext otherServerContext() {
    return context(keyStore("other", List.of(YEARS, SIGNED, san(goodNames))));
  }

  /** A server whose certificate is in order, and has a signature without a hash function. */
  public SSLContext ed25519ServerContext() {
    List<String> kind = List.of("-keyalg", "Ed25519");
    List<String> authority = List.of("-dname", "CN=Ed25519 authority", "-ext", "bc:c=ca:true");
    keyStore("edwards", kind, List.of(YEARS, SIGNED, authority));
    List<String> signed = List.of("-signer", "edwards");
    return context(keyStore("hashless", kind, List.of(YEARS, signed, san(goodNames))));
  }

  /**
   * A certificate that nobody trusts.
   *
   * @param keyAlgorithm of the key, for instance {@code RSA}
   * @param signature made with that key, for instance {@code SHA384withRSA}
   */
  public X509Certificate selfSigned(String keyAlgorithm, String signature) {
    String alias = signature.toLowerCase(Locale.ROOT);
    List<String> options = List.of("-dname", "CN=" + alias, "-sigalg", signature);
    KeyStore store = keyStore(alias, List.of("-keyalg", keyAlgorithm), List.of(YEARS, options));
    return checked(() -> (X509Certificate) store.getCertificate(alias));
  }

  /** A client that trusts the authority and shows no certificate. */
  public SSLContext clientContext() {
    return checked(
        () -> {
          SSLContext context = SSLContext.getInstance("TLS");
          context.init(null, trustManagers().getTrustManagers(), null);
          return context;
        });
  }

  /** A PKCS12 file that holds the authority's certificate. */
  public Path trustStore() {
    return checked(() -> write(authority(), "truststore.p12"));
  }

  /** A PKCS12 file that holds a client's key and certificate, signed by the authority. */
  public Path clientKeyStore() {
    List<String> client = List.of("-dname", "CN=client", "-ext", "eku=clientAuth");
    return checked(() -> write(keyStore("client", List.of(YEARS, SIGNED, client)), "client.p12"));
  }

  /** A PKCS12 file that holds the good server's key and certificate. */
  public Path serverKeyStore() {
    return checked(() -> write(good(), "server.p12"));
  }

  /** The password of all stores and keys. */
  public String password() {
    return keytool.password();
  }

  /** The good server certificate and the authority's, for servers outside of Java. */
  public Path certificatePem() {
    return checked(
        () -> new Pem(directory).certificates("server.pem", good().getCertificateChain("server")));
  }

  /** The key of the good server certificate, PKCS #8 without a password. */
  public Path privateKeyPem() {
    return checked(
        () ->
            new Pem(directory)
                .privateKey("server.key", good().getKey("server", password().toCharArray())));
  }

  /** The authority's certificate. */
  public Path authorityPem() {
    return checked(() -> new Pem(directory).certificates("ca.pem", authority().getCertificate(CA)));
  }

  /** Deletes all files. */
  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private KeyStore good() {
    return keyStore("server", List.of(YEARS, SIGNED, san(goodNames)));
  }

  private static List<String> san(List<String> names) {
    return List.of("-dname", "CN=smtp-ra test", "-ext", "san=" + String.join(",", names));
  }

  /** A store with the entry of this alias alone; keytool makes it when it is first wanted. */
  private KeyStore keyStore(String alias, List<List<String>> options) {
    return keyStore(alias, Keytool.EC, options);
  }

  private KeyStore keyStore(String alias, List<String> kind, List<List<String>> options) {
    lock.lock();
    try {
      return keyStores.computeIfAbsent(
          alias,
          missing ->
              checked(
                  () -> {
                    keytool.generateKeyPair(
                        alias, kind, options.stream().flatMap(List::stream).toList());
                    return extract(alias);
                  }));
    } finally {
      lock.unlock();
    }
  }

  private KeyStore extract(String alias) throws IOException, GeneralSecurityException {
    KeyStore all = load();
    char[] secret = password().toCharArray();
    KeyStore one = KeyStore.getInstance("PKCS12");
    one.load(null, secret);
    one.setKeyEntry(alias, all.getKey(alias, secret), secret, all.getCertificateChain(alias));
    return one;
  }

  private KeyStore authority() throws IOException, GeneralSecurityException {
    KeyStore trust = KeyStore.getInstance("PKCS12");
    trust.load(null, password().toCharArray());
    trust.setCertificateEntry(CA, load().getCertificate(CA));
    return trust;
  }

  private KeyStore load() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keytool.store())) {
      store.load(in, password().toCharArray());
    }
    return store;
  }

  private Path write(KeyStore store, String fileName) throws IOException, GeneralSecurityException {
    Path file = directory.resolve(fileName);
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, password().toCharArray());
    }
    return file;
  }

  private SSLContext context(KeyStore store) {
    return checked(
        () -> {
          KeyManagerFactory keys =
              KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
          keys.init(store, password().toCharArray());
          SSLContext context = SSLContext.getInstance("TLS");
          context.init(keys.getKeyManagers(), trustManagers().getTrustManagers(), null);
          return context;
        });
  }

  private TrustManagerFactory trustManagers() throws IOException, GeneralSecurityException {
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(authority());
    return trust;
  }

  private static <T> T checked(Making<T> making) {
    try {
      return making.make();
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("Test certificates cannot be made", e);
    }
  }

  private interface Making<T> {
    T make() throws IOException, GeneralSecurityException;
  }
}
