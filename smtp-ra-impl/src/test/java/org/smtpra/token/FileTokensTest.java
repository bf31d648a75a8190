package org.smtpra.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.smtpra.config.Credentials;
import org.smtpra.testkit.ScriptedTokenEndpoint;

/** Tokens that come from a file, and tokens that a key in a file is exchanged for. */
class FileTokensTest {

  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000L);

  @TempDir private Path directory;
  private final ScriptedTokenEndpoint endpoint = ScriptedTokenEndpoint.start();
  private final TokenBench bench = new TokenBench();

  @AfterEach
  void close() throws InterruptedException {
    endpoint.close();
    bench.close();
  }

  private Path write(String text) throws Exception {
    return Files.writeString(directory.resolve("file"), text);
  }

  private Credentials file(Path file) {
    return bench.user("FILE", Optional.empty(), Optional.of(file));
  }

  @Test
  void changedFileIsNoticedWithinAMinute() throws Exception {
    Credentials user = file(write("first\n"));
    assertEquals("first", bench.value(user));
    write("{\"access_token\":\"second\",\"expires_in\":5}");
    assertEquals("first", bench.value(user));
    bench.skip(Duration.ofMinutes(1));
    assertEquals("second", bench.value(user));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two words", "{\"token\":\"x\"}", "{"})
  void fileWithoutATokenIsTroubleAndNotQuoted(String text) throws Exception {
    Credentials user = file(write(text));
    TokenFailure failure = assertThrows(TokenFailure.class, () -> bench.value(user));
    assertFalse(failure.isRefused(), "the side-car may write it again");
    assertTrue(failure.getMessage().contains("tokenFile is " + directory), failure.getMessage());
    assertFalse(failure.getMessage().contains("two words"));
  }

  @Test
  void fileThatIsNotThereYetIsWaitedFor() throws Exception {
    Credentials user = file(directory.resolve("file"));
    assertThrows(TokenFailure.class, () -> bench.value(user));
    write("there");
    bench.skip(Duration.ofSeconds(1));
    assertEquals("there", bench.value(user));
  }

  private static KeyPair keys() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    return generator.generateKeyPair();
  }

  private static String pem(KeyPair keys) {
    return "-----BEGIN PRIVATE KEY-----\n"
        + Base64.getMimeEncoder().encodeToString(keys.getPrivate().getEncoded())
        + "\n-----END PRIVATE KEY-----\n";
  }

  private static Map<String, Object> part(String jwt, int index) {
    byte[] octets = Base64.getUrlDecoder().decode(jwt.split("\\.", -1)[index]);
    return JsonText.object(new String(octets, UTF_8));
  }

  private static boolean isSigned(String jwt, KeyPair keys) throws Exception {
    int end = jwt.lastIndexOf('.');
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initVerify(keys.getPublic());
    signature.update(jwt.substring(0, end).getBytes(UTF_8));
    return signature.verify(Base64.getUrlDecoder().decode(jwt.substring(end + 1)));
  }

  @Test
  void serviceAccountSignsAnAssertionForTheMailbox() throws Exception {
    KeyPair keys = keys();
    Path key =
        write(
            "{\"type\":\"service_account\",\"client_email\":\"robot@p.example\",\"private_key_id\":"
                + "\"k1\",\"private_key\":\""
                + pem(keys).replace("\r", "").replace("\n", "\\n")
                + "\"}");
    bench.clock(NOW);
    bench.value(bench.user("JWT_BEARER", Optional.of(endpoint.uri()), Optional.of(key)));

    Map<String, String> form = endpoint.forms().get(0);
    assertEquals("urn:ietf:params:oauth:grant-type:jwt-bearer", form.get("grant_type"));
    String jwt = form.get("assertion");
    assertEquals(Map.of("alg", "RS256", "typ", "JWT", "kid", "k1"), part(jwt, 0));
    assertEquals(
        Map.of(
            "iss",
            "client-1",
            "sub",
            "shop@example.com",
            "scope",
            "scope-1",
            "aud",
            endpoint.uri().toString(),
            "iat",
            "1800000000",
            "exp",
            "1800000600"),
        part(jwt, 1));
    assertTrue(isSigned(jwt, keys));
  }

  @Test
  void keyAloneServesToo() throws Exception {
    KeyPair keys = keys();
    Path key = write(pem(keys));
    bench.value(bench.user("JWT_BEARER", Optional.of(endpoint.uri()), Optional.of(key)));
    assertTrue(isSigned(endpoint.forms().get(0).get("assertion"), keys));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{\"client_email\":\"a\"}",
        "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----",
        "-----BEGIN RSA PRIVATE KEY-----\nc2VjcmV0\n-----END RSA PRIVATE KEY-----"
      })
  void keyThatCannotBeUsedIsARefusalThatNamesTheFileAndQuotesNothing(String text) throws Exception {
    Path key = write(text);
    TokenFailure failure =
        assertThrows(
            TokenFailure.class,
            () ->
                bench.value(
                    bench.user("JWT_BEARER", Optional.of(endpoint.uri()), Optional.of(key))));
    assertTrue(failure.isRefused());
    assertTrue(failure.getMessage().contains("tokenFile is " + key), failure.getMessage());
    assertFalse(failure.getMessage().contains("c2VjcmV0"));
    assertEquals(0, endpoint.requests());
  }

  @Test
  void withoutAnyAddressTheAccountIsRefused() throws Exception {
    Path key = write(pem(keys()));
    TokenFailure failure =
        assertThrows(
            TokenFailure.class,
            () -> bench.value(bench.user("JWT_BEARER", Optional.empty(), Optional.of(key))));
    assertTrue(failure.getMessage().contains("tokenEndpoint is not set"), failure.getMessage());
  }
}
