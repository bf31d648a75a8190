package org.smtpra.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What servers hand over as it is, because they know no such name. */
class UnresolvedReferenceTest {

  @Test
  void missingAliasIsNamedWithTheCommandThatMakesIt() {
    assertEquals(
        List.of(
            "password: the server did not replace ${ALIAS=smtp-orders}: there must be an alias"
                + " smtp-orders (asadmin create-password-alias smtp-orders), made before the pool,"
                + " and it must be the whole value"),
        Configurations.problems("userName", "shop", "password", "${ALIAS=smtp-orders}"));
  }

  @Test
  void aliasInTheMidstOfHostsIsFoundAndTheRestOfTheEntryIsNotShown() {
    List<String> problems =
        Configurations.hostsProblems(
            "smtp1.example.com;userName=a;password=hidden, smtp2.example.com;userName=b;"
                + "password=${ALIAS=second}");
    assertEquals(1, problems.size(), problems::toString);
    assertEquals(
        "hosts: the server did not replace ${ALIAS=second}",
        problems.get(0).substring(0, problems.get(0).indexOf(": there must be")));
    assertFalse(problems.get(0).contains("hidden"), problems::toString);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ENV", "MPCONFIG"})
  void missingVariableIsNamed(String kind) {
    assertEquals(
        List.of(
            "trustStorePassword: the server did not replace ${"
                + kind
                + "=SMTP_TRUST}: nothing of that name is set"),
        Configurations.problems("trustStorePassword", "${" + kind + "=SMTP_TRUST}"));
  }

  @Test
  void missingVariableOfOpenLibertyIsNamed() {
    assertEquals(
        List.of(
            "password: the server did not replace ${smtp.pasword}: nothing of that name is set"),
        Configurations.problems("userName", "shop", "password", "${smtp.pasword}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$ALIAS=x",
        "a${ALIAS}",
        "${ALIAS}b",
        "${}",
        "${a b}",
        "${ALIAS=x",
        "${alias=x}",
        "{ALIAS=x}"
      })
  void passwordThatOnlyLooksALittleLikeOneIsAPassword(String password) throws Exception {
    assertEquals(
        password,
        Configurations.parse("userName", "shop", "password", password)
            .client()
            .credentials()
            .orElseThrow()
            .password()
            .reveal());
  }
}
