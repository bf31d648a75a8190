package org.smtpra.standalone.interop;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import org.smtpra.testkit.server.MailServerSettings;

/**
 * A token endpoint that signs its tokens, and the lines with which Dovecot checks the signatures:
 * no password is any use there.
 */
final class SigningEndpoint implements AutoCloseable {

  static final String USER = "clerk@example.test";

  private final MockOAuth2Server endpoint;
  private final Path directory;

  private SigningEndpoint(MockOAuth2Server endpoint, Path directory) {
    this.endpoint = endpoint;
    this.directory = directory;
  }

  /** Tokens of {@link #USER} that live for so long. */
  static SigningEndpoint start(int lifeSeconds) throws Exception {
    String config =
        """
        {"tokenCallbacks": [{"issuerId": "mail", "tokenExpiry": %d, "requestMappings": [
          {"requestParam": "client_id", "match": "*",
           "claims": {"sub": "app", "email": "%s", "azp": "default"}}]}]}
        """
            .formatted(lifeSeconds, USER);
    MockOAuth2Server endpoint = new MockOAuth2Server(OAuth2Config.Companion.fromJson(config));
    endpoint.start();
    SigningEndpoint started =
        new SigningEndpoint(endpoint, Files.createTempDirectory("smtp-ra-oauth"));
    started.writeKey();
    return started;
  }

  String address() {
    return endpoint.tokenEndpointUrl("mail").toString();
  }

  /** As Dovecot looks it up: client, algorithm, key. */
  private void writeKey() throws Exception {
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
  MailServerSettings inDovecot(MailServerSettings settings) {
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
  public void close() throws Exception {
    endpoint.shutdown();
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
