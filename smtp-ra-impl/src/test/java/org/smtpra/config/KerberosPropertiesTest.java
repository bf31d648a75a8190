package org.smtpra.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KerberosPropertiesTest {

  @TempDir private Path directory;

  private String keytab() throws Exception {
    return Files.writeString(directory.resolve("shop.keytab"), "any").toString();
  }

  private static Optional<Credentials> user(String... texts) throws Exception {
    return Configurations.parse(texts).client().credentials();
  }

  @Test
  void keytabTakesThePlaceOfAPassword() throws Exception {
    String file = keytab();
    assertEquals(
        Optional.of(Credentials.withTicket("shop", new KerberosSource.Keytab(Path.of(file)))),
        user("saslMechanisms", "gssapi", "userName", "shop", "keytabFile", file));
  }

  @Test
  void withoutAKeytabTheTicketCacheIsUsed() throws Exception {
    KerberosSource cache = new KerberosSource.TicketCache();
    assertEquals(Optional.of(Credentials.withTicket("", cache)), user("saslMechanisms", "GSSAPI"));
    assertEquals(
        Optional.of(Credentials.withTicket("shop", cache)),
        user("saslMechanisms", "GSSAPI, PLAIN", "userName", "shop"));
  }

  @Test
  void gssapiIsNeverChosenByItself() throws Exception {
    assertEquals(Optional.empty(), user());
    assertEquals(
        Optional.of(new Credentials("shop", new Secret("hush"))),
        user("saslMechanisms", "GSSAPI,PLAIN", "userName", "shop", "password", "hush"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          userName=u;password=p;saslMechanisms=GSSAPI | saslMechanisms is "GSSAPI": allowed is one that takes a password among them, with password
          saslMechanisms=GSSAPI;userName=u;keytabFile=/none/such | keytabFile is "/none/such": allowed is the path of a file that this process can read
          """)
  void wrongCombinationIsOneProblem(String properties, String problem) {
    assertEquals(List.of(problem), Configurations.problems(properties.split("[;=]", -1)));
  }

  @Test
  void keytabFileWantsGssapiAndAUserAndNothingElse() throws Exception {
    String file = keytab();
    String is = "keytabFile is \"" + file + "\": allowed is ";
    assertEquals(
        List.of(is + "one only with GSSAPI among saslMechanisms"),
        Configurations.problems("keytabFile", file));
    assertEquals(
        List.of(is + "password, tokenSource or keytabFile, one of them"),
        Configurations.problems(
            "keytabFile",
            file,
            "saslMechanisms",
            "GSSAPI,PLAIN",
            "userName",
            "u",
            "password",
            "p"));
    assertEquals(
        List.of("userName: with keytabFile the principal whose key it holds"),
        Configurations.problems("keytabFile", file, "saslMechanisms", "GSSAPI"));
  }

  @Test
  void certificateOrTicketNotBoth() throws Exception {
    String file = keytab();
    assertEquals(
        List.of(
            "saslMechanisms is \"EXTERNAL,GSSAPI\": allowed is EXTERNAL or GSSAPI, not both, for a"
                + " user without password and tokenSource"),
        Configurations.problems("saslMechanisms", "EXTERNAL,GSSAPI", "keyStoreFile", file));
  }

  @Test
  void ticketIsNoSecretThatCrossesTheNetwork() throws Exception {
    assertEquals(
        List.of(), Configurations.warnings("saslMechanisms", "GSSAPI", "security", "NONE"));
  }
}
