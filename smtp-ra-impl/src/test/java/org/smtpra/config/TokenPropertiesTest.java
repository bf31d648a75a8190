package org.smtpra.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenPropertiesTest {

  private static final String MICROSOFT =
      "https://login.microsoftonline.com/contoso/oauth2/v2.0/token";

  @TempDir private Path directory;

  private static String[] microsoft(String... more) {
    String[] usual = {
      "userName",
      "shop@contoso.example",
      "tokenSource",
      "client_credentials",
      "tokenEndpoint",
      MICROSOFT,
      "tokenClientId",
      "app",
      "tokenClientSecret",
      "s3cret",
      "tokenScope",
      "https://outlook.office365.com/.default"
    };
    String[] all = new String[usual.length + more.length];
    System.arraycopy(usual, 0, all, 0, usual.length);
    System.arraycopy(more, 0, all, usual.length, more.length);
    return all;
  }

  private static TokenConfiguration token(Optional<Credentials> user) {
    return user.orElseThrow().token().orElseThrow();
  }

  @Test
  void factoryHasAUserWithATokenInPlaceOfAPassword() throws Exception {
    SmtpConfiguration parsed = Configurations.parse(microsoft("tokenProxy", "proxy.example:3128"));
    TokenConfiguration token = token(parsed.client().credentials());
    assertEquals(Optional.of(TokenGrant.CLIENT_CREDENTIALS), token.grant());
    assertEquals(Optional.of(URI.create(MICROSOFT)), token.endpoint());
    assertEquals("app", token.clientId());
    assertEquals(new Secret("s3cret"), token.clientSecret());
    assertEquals(Duration.ofSeconds(10), token.rules().timeout());
    assertEquals(Duration.ofMinutes(10), token.rules().refreshMargin());
    assertEquals(Optional.of(new HttpProxy("proxy.example", 3128)), token.rules().proxy());
    assertTrue(parsed.client().credentials().orElseThrow().password().isEmpty());
    assertFalse(parsed.toString().contains("s3cret"), parsed::toString);
  }

  @Test
  void hostTakesTheFactorysSourceForItsOwnMailbox() throws Exception {
    SmtpConfiguration parsed =
        Configurations.parse(
            microsoft("hosts", "a.example;userName=one@contoso.example, b.example"));
    HostConfiguration own = parsed.hosts().get(0);
    assertEquals("one@contoso.example", own.credentials().orElseThrow().userName());
    assertEquals(token(parsed.client().credentials()), token(own.credentials()));
    assertTrue(parsed.hosts().get(1).credentials().isEmpty());
  }

  @Test
  void hostMayHaveASourceOrAPasswordOfItsOwn() throws Exception {
    Path file = Files.writeString(directory.resolve("token"), "t");
    SmtpConfiguration parsed =
        Configurations.parse(
            microsoft(
                "hosts",
                "a.example;userName=u;password=p, b.example;userName=v;tokenSource=FILE;tokenFile="
                    + file
                    + ",c.example;userName=w;tokenClientSecret=0ther"));
    assertTrue(parsed.hosts().get(0).credentials().orElseThrow().token().isEmpty());
    assertEquals(Optional.of(file), token(parsed.hosts().get(1).credentials()).file());
    assertEquals(new Secret("0ther"), token(parsed.hosts().get(2).credentials()).clientSecret());
    assertNotEquals(
        parsed.hosts().get(2).credentials(),
        Optional.of(Credentials.withToken("w", token(parsed.client().credentials()))));
  }

  @Test
  void ownClassMayHaveAnySetting() throws Exception {
    SmtpConfiguration parsed =
        Configurations.parse(
            "userName", "u", "tokenSource", "org.example.Vault", "tokenScope", "anything");
    assertEquals("org.example.Vault", token(parsed.client().credentials()).source());
    assertTrue(token(parsed.client().credentials()).grant().isEmpty());
  }

  /** Every problem names property, value and what is allowed; no secret is shown. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          tokenSource=VAULT;userName=u | tokenSource is "VAULT": allowed is CLIENT_CREDENTIALS, REFRESH_TOKEN, JWT_BEARER, FILE, or the name of a class that is a TokenSource, instead of password
          tokenSource=FILE;tokenFile=/t;userName=u;password=p | tokenSource is "FILE": allowed is password or tokenSource, not both
          tokenSource=FILE;tokenFile=/t | userName: a user name without control characters, together with password or tokenSource
          tokenClientId=app | tokenClientId is "app": allowed is nothing without tokenSource
          tokenClientSecret=s3cret | tokenClientSecret is "***": allowed is nothing without tokenSource
          tokenSource=FILE;userName=u | tokenFile: tokenSource FILE needs it: the path of a file that this process can read
          tokenSource=FILE;tokenFile=/t;tokenScope=s;userName=u | tokenScope is "s": allowed is nothing with tokenSource FILE; it is for CLIENT_CREDENTIALS, REFRESH_TOKEN, JWT_BEARER
          tokenSource=JWT_BEARER;tokenFile=/none/such;userName=u | tokenFile is "/none/such": allowed is the path of a file that this process can read
          tokenSource=FILE;tokenFile=/t;userName=u;tokenProxy=proxy | tokenProxy is "proxy": allowed is a host and port such as proxy.example.com:3128, or NONE
          tokenSource=FILE;tokenFile=/t;userName=u;tokenTimeout=0 | tokenTimeout is "0": allowed is a duration with a unit, such as 500ms, 15s, 2m, 1h, from 1ms to 24h
          tokenSource=FILE;tokenFile=/t;userName=u;tokenTrustStoreFile=/none/such | tokenTrustStoreFile is "/none/such": allowed is the path of a file (PKCS12, or PEM) that this process can read
          tokenSource=FILE;tokenFile=/t;userName=u;saslMechanisms=PLAIN | saslMechanisms is "PLAIN": allowed is OAUTHBEARER or XOAUTH2 among them, with tokenSource
          userName=u;password=p;saslMechanisms=XOAUTH2 | saslMechanisms is "XOAUTH2": allowed is one that takes a password among them, with password
          """)
  void wrongCombinationIsOneProblem(String properties, String problem) {
    String[] texts = properties.split("[;=]", -1);
    assertEquals(List.of(problem), Configurations.problems(texts));
  }

  @Test
  void certificateTakesThePlaceOfAPasswordWhereExternalIsAllowed() throws Exception {
    String file = Files.writeString(directory.resolve("client.pem"), "any").toString();
    SmtpConfiguration parsed =
        Configurations.parse("keyStoreFile", file, "saslMechanisms", "external");
    assertEquals(Optional.of(new Credentials("", new Secret(""))), parsed.client().credentials());
    assertEquals(
        Optional.of("shop"),
        Configurations.parse("keyStoreFile", file, "saslMechanisms", "EXTERNAL", "userName", "shop")
            .client()
            .credentials()
            .map(Credentials::userName));
    assertEquals(
        Optional.empty(), Configurations.parse("keyStoreFile", file).client().credentials());
    assertEquals(
        List.of("keyStoreFile: saslMechanisms EXTERNAL needs a certificate"),
        Configurations.problems("saslMechanisms", "EXTERNAL"));
    assertEquals(
        List.of("keyStorePassword is ignored: keyStoreFile is not set"),
        Configurations.warnings("keyStorePassword", "x"));
  }

  @Test
  void allThatIsMissingIsReportedAtOnce() {
    List<String> problems =
        Configurations.problems("userName", "u", "tokenSource", "CLIENT_CREDENTIALS");
    assertEquals(3, problems.size(), problems::toString);
    assertTrue(
        problems.get(0).startsWith("tokenEndpoint: tokenSource CLIENT_CREDENTIALS needs it"));
    assertTrue(problems.get(1).startsWith("tokenClientId: "));
    assertTrue(problems.get(2).startsWith("tokenClientSecret: "));
  }

  /** In clear text only to ourselves, and nothing that belongs into other properties. */
  @ParameterizedTest
  @CsvSource({
    "http://login.example/token, false",
    "ftp://login.example/token, false",
    "https:///token, false",
    "https://user:pw@login.example/token, false",
    "login.example/token, false",
    "https://login.example/to ken, false",
    "https://login.example/token, true",
    "http://localhost:8080/token, true",
    "http://127.0.0.1:8080/token, true",
    "http://[::1]:8080/token, true"
  })
  void endpointIsEncryptedOrOnThisMachine(String endpoint, boolean allowed) throws Exception {
    String[] texts = microsoft();
    texts[5] = endpoint;
    if (allowed) {
      Configurations.parse(texts);
    } else {
      List<String> problems = Configurations.problems(texts);
      assertEquals(1, problems.size(), problems::toString);
      String shown = endpoint.replaceFirst("https://user:pw", "***");
      assertTrue(problems.get(0).startsWith("tokenEndpoint is \"" + shown), problems::toString);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a.example;tokenClientId=x | userName beside the host's own token settings (userName)
          a.example;userName=u;password=p;tokenScope=s | password or tokenSource, not both (password)
          a.example;userName=u;tokenScope=s | nothing without tokenSource (tokenScope)
          a.example;userName=u;tokenSource=FILE | tokenSource FILE needs it: the path of a file that this process can read (tokenFile)
          """)
  void wrongCombinationOfAHostIsAProblemOfItsEntry(String hosts, String allowed) {
    assertEquals(
        List.of(
            "hosts, entry 1 is \"" + hosts.replace("=p;", "=***;") + "\": allowed is " + allowed),
        Configurations.hostsProblems(hosts));
  }

  /** A password in an address is a mistake that must not be shown to everybody. */
  @Test
  void passwordInAnAddressIsHiddenWhereverItWasTyped() throws Exception {
    String endpoint = "https://user:hush@login.example/token";
    List<String> shown =
        new ArrayList<>(
            Configurations.hostsProblems(
                "a.example;userName=u;tokenSource=CLIENT_CREDENTIALS;tokenClientId=c;"
                    + "tokenClientSecret=s;tokenEndpoint="
                    + endpoint));
    shown.addAll(
        Configurations.problems(
            "userName", "u", "tokenSource", "FILE", "tokenFile", "/t", "tokenProxy", "u:hush@p:1"));
    assertEquals(2, shown.size(), shown::toString);
    assertFalse(shown.toString().contains("hush"), shown::toString);
  }

  @Test
  void secretsOfAHostAreHiddenInItsProblems() {
    String shown =
        Configurations.hostsProblems(
                "a.example;userName=u;tokenClientSecret=s3cret;tokenRefreshToken=r3fresh;weight=x")
            .toString();
    assertFalse(shown.contains("s3cret") || shown.contains("r3fresh"), shown);
  }

  @Test
  void secretsFromTheOverlayAreAskedForAgain() throws Exception {
    OverlayValues values = new OverlayValues();
    for (int i = 0; i < microsoft().length; i += 2) {
      values.set("smtp." + microsoft()[i], microsoft()[i + 1]);
    }
    values.set("smtp.host", "smtp.contoso.example");
    ParsedConfiguration parsed =
        ConfigurationParser.parse(Map.of("configPrefix", "smtp"), values::asSource);
    HostConfiguration host = parsed.configuration().hosts().get(0);
    Optional<Credentials> before = parsed.credentials().of(host);
    values.set("smtp.tokenClientSecret", "n3w");

    assertEquals(Optional.empty(), parsed.credentials().renew());

    Optional<Credentials> after = parsed.credentials().of(host);
    assertEquals(new Secret("n3w"), token(after).clientSecret());
    assertNotEquals(before, after);
    assertFalse(parsed.texts().identity().containsValue("n3w"));
  }
}
