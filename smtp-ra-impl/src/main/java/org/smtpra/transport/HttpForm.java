package org.smtpra.transport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Authenticator;
import java.net.HttpRetryException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.smtpra.config.HttpProxy;
import org.smtpra.config.Secret;
import org.smtpra.config.SmtpProperty;
import org.smtpra.config.TokenRules;

/**
 * Posts a form over HTTP, on the caller's thread, with a connection of its own. {@code
 * HttpURLConnection} and not {@code java.net.http}: the latter has a thread of its own that nothing
 * can stop before Java 21 (docs/decisions/0040). Thread safe.
 */
public final class HttpForm {

  private static final int MOST_OCTETS = 64 * 1024;

  private final TokenRules rules;
  private final boolean once;

  /**
   * Creates it.
   *
   * @param rules proxy, trust and time-out
   * @param once whether a form must not be posted again where the server closes without an answer;
   *     then the body of a 401 is lost
   */
  public HttpForm(TokenRules rules, boolean once) {
    this.rules = rules;
    this.once = once;
  }

  /**
   * Posts a form and reads the answer, whatever its status. Follows no redirection: what is posted
   * is for nobody else.
   *
   * @param endpoint where to
   * @param form names and values, secrets among them
   * @return the answer
   * @throws IOException if there is none in time, or it is longer than 64 KiB
   */
  public HttpAnswer post(URI endpoint, Map<String, String> form) throws IOException {
    HttpURLConnection connection = open(endpoint);
    long began = System.nanoTime();
    try {
      connection.setRequestMethod("POST");
      connection.setDoOutput(true);
      connection.setRequestProperty("Content-Type", "application/x-www-form-urlencoded");
      connection.setRequestProperty("Accept", "application/json");
      connection.setRequestProperty("Connection", "close");
      byte[] octets = encoded(form);
      if (once) {
        connection.setFixedLengthStreamingMode(octets.length);
      }
      connection.getOutputStream().write(octets);
      int status = connection.getResponseCode();
      String type = connection.getContentType();
      return new HttpAnswer(
          status, type == null ? "" : type, body(connection, status, began), connection.getDate());
    } catch (HttpRetryException e) {
      // RFC 6749 section 5.2: what a 401 says.
      return new HttpAnswer(
          e.responseCode(), "application/json", "{\"error\":\"invalid_client\"}", 0);
    } finally {
      connection.disconnect();
    }
  }

  private HttpURLConnection open(URI endpoint) throws IOException {
    Optional<HttpProxy> proxy = rules.proxy();
    HttpURLConnection connection =
        (HttpURLConnection)
            (proxy.isEmpty()
                ? endpoint.toURL().openConnection()
                : endpoint.toURL().openConnection(way(proxy.get())));
    int millis = (int) rules.timeout().toMillis();
    connection.setConnectTimeout(millis);
    connection.setReadTimeout(millis);
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    // Neither the application server's own users nor a dialog: a 401 is an answer like any other.
    connection.setAuthenticator(new Authenticator() {});
    SSLSocketFactory trusting = trusting();
    if (trusting != null && connection instanceof HttpsURLConnection https) {
      https.setSSLSocketFactory(trusting);
    }
    return connection;
  }

  private static Proxy way(HttpProxy proxy) {
    return proxy.isDirect()
        ? Proxy.NO_PROXY
        : new Proxy(Proxy.Type.HTTP, new InetSocketAddress(proxy.host(), proxy.port()));
  }

  /** Read again each time, so that a changed file counts. */
  private @Nullable SSLSocketFactory trusting() throws IOException {
    if (rules.trustStoreFile().isEmpty()) {
      return null;
    }
    String property = SmtpProperty.TOKEN_TRUST_STORE_FILE.propertyName();
    Secret password = rules.trustStorePassword();
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          null,
          CertificateFile.trustManagers(property, rules.trustStoreFile().get(), password, "PKCS12"),
          null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException | IOException e) {
      throw new IOException(
          property + " is " + rules.trustStoreFile().get() + ", which cannot be used: " + e, e);
    }
  }

  private static byte[] encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
        .collect(Collectors.joining("&"))
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** Drop by drop it would never end, so the whole has a bound too. */
  private String body(HttpURLConnection connection, int status, long began) throws IOException {
    try (InputStream in =
        status >= 400 ? connection.getErrorStream() : connection.getInputStream()) {
      ByteArrayOutputStream octets = new ByteArrayOutputStream();
      byte[] buffer = new byte[8192];
      int count = in == null ? -1 : in.read(buffer);
      while (count >= 0) {
        octets.write(buffer, 0, count);
        if (octets.size() > MOST_OCTETS) {
          throw new IOException("the answer is longer than " + MOST_OCTETS + " octets");
        }
        if (Duration.ofNanos(System.nanoTime() - began).compareTo(rules.timeout()) > 0) {
          throw new IOException("the answer takes longer than tokenTimeout");
        }
        count = in == null ? -1 : in.read(buffer);
      }
      return octets.toString(StandardCharsets.UTF_8);
    }
  }
}
