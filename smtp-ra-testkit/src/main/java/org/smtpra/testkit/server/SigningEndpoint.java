package org.smtpra.testkit.server;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import no.nav.security.mock.oauth2.http.MockWebServerWrapper;
import okhttp3.mockwebserver.MockWebServer;

/**
 * A token endpoint that signs its tokens (mock-oauth2-server, which the module that uses this needs
 * among its own dependencies), and the lines with which Dovecot checks the signatures: no password
 * is any use there. Thread safe.
 */
public final class SigningEndpoint implements AutoCloseable {

  /** The user whom every token is for. */
  public static final String USER = "clerk@example.test";

  /** For the public key. */
  private static final int OUR_OWN_REQUESTS = 1;

  private final MockOAuth2Server endpoint;
  private final MockWebServer requests;
  private final Path directory;

  private SigningEndpoint(OAuth2Config config, Path directory) {
    this.endpoint = new MockOAuth2Server(config);
    this.requests = ((MockWebServerWrapper) config.getHttpServer()).getMockWebServer();
    this.directory = directory;
  }

  /** Tokens of {@link #USER} that live for so long. */
  public static SigningEndpoint start(int lifeSeconds) {
    String config =
        String.format(
            Locale.ROOT,
            """
            {"tokenCallbacks": [{"issuerId": "mail", "tokenExpiry": %d, "requestMappings": [
              {"requestParam": "client_id", "match": "*",
               "claims": {"sub": "app", "email": "%s", "azp": "default"}}]}]}
            """,
            lifeSeconds,
            USER);
    try {
      SigningEndpoint started =
          new SigningEndpoint(
              OAuth2Config.Companion.fromJson(config), Files.createTempDirectory("smtp-ra-oauth"));
      started.endpoint.start();
      started.writeKey();
      return started;
    } catch (IOException | ParseException | JOSEException e) {
      throw new IllegalStateException("no token endpoint", e);
    }
  }

  /** Where tokens are fetched. */
  public String address() {
    return endpoint.tokenEndpointUrl("mail").toString();
  }

  /** How many tokens were asked for. */
  public int requests() {
    return requests.getRequestCount() - OUR_OWN_REQUESTS;
  }

  /** As Dovecot looks it up: client, algorithm, key. */
  private void writeKey() throws IOException, ParseException, JOSEException {
    JWK key = JWKSet.load(endpoint.jwksUrl("mail").url()).getKeys().get(0);
    Path file = directory.resolve("default/RS256").resolve(key.getKeyID());
    Files.createDirectories(file.getParent());
    byte[] octets = key.toRSAKey().toRSAPublicKey().getEncoded();
    Files.writeString(
        file,
        "-----BEGIN PUBLIC KEY-----\n"
            + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(octets)
            + "\n-----END PUBLIC KEY-----\n");
    Files.writeString(
        directory.resolve("oauth2.conf"),
        "introspection_mode = local\nusername_attribute = email\n"
            + ("local_validation_key_dict = fs:posix:prefix=" + directory + "/\n"));
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path each : all.toList()) {
        String rights = Files.isDirectory(each) ? "rwxr-xr-x" : "rw-r--r--";
        Files.setPosixFilePermissions(each, PosixFilePermissions.fromString(rights));
      }
    }
  }

  /** Dovecot then offers these mechanisms only, and believes the endpoint's signature. */
  public MailServerSettings inDovecot(MailServerSettings settings) {
    MailServerSettings trusting = settings;
    for (String line :
        List.of(
            "auth_mechanisms = oauthbearer xoauth2",
            "passdb {",
            "  driver = oauth2",
            "  mechanisms = oauthbearer xoauth2",
            "  args = " + directory.resolve("oauth2.conf"),
            "}")) {
      trusting = trusting.withLine(line);
    }
    return trusting;
  }

  @Override
  public void close() {
    endpoint.shutdown();
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
