package org.smtpra.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConfiguredCredentialsTest {

  private static Optional<Credentials> pair(String user, String password) {
    return Optional.of(new Credentials(user, new Secret(password)));
  }

  private static Optional<Credentials> at(ParsedConfiguration parsed, int host) {
    return parsed.credentials().of(parsed.configuration().hosts().get(host));
  }

  @Test
  void userAndPasswordOfTheOverlayAreThoseOfTheLastRenewal() throws Exception {
    OverlayValues overlay =
        OverlayValues.of("smtp.orders.userName", "shop", "smtp.orders.password", "one");
    ParsedConfiguration parsed = overlay.under("host", "a");
    overlay.set("smtp.orders.userName", "store");
    overlay.set("smtp.orders.password", "two");
    assertEquals(pair("shop", "one"), at(parsed, 0));

    assertEquals(Optional.empty(), parsed.credentials().renew());

    assertEquals(pair("store", "two"), at(parsed, 0));
  }

  @Test
  void hostsOfTheOverlayHaveTheirOwnNewPasswordsNumberedOrInAList() throws Exception {
    OverlayValues numbered =
        OverlayValues.of(
            "smtp.orders.hosts[0].host", "a",
            "smtp.orders.hosts[1].host", "b",
            "smtp.orders.hosts[1].userName", "shop",
            "smtp.orders.hosts[1].password", "one");
    ParsedConfiguration byNumber = numbered.under("userName", "all", "password", "same");
    numbered.set("smtp.orders.hosts[1].password", "two");
    OverlayValues list = OverlayValues.of("smtp.orders.hosts", "a, b;userName=shop;password=one");
    ParsedConfiguration byList = list.under("userName", "all", "password", "same");
    list.set("smtp.orders.hosts", "a, b;userName=shop;password=two");

    byNumber.credentials().renew();
    byList.credentials().renew();

    assertEquals(pair("all", "same"), at(byNumber, 0));
    assertEquals(pair("shop", "two"), at(byNumber, 1));
    assertEquals(pair("all", "same"), at(byList, 0));
    assertEquals(pair("shop", "two"), at(byList, 1));
  }

  @Test
  void passwordOfTheServerIsNeverAskedForAgain() throws Exception {
    OverlayValues overlay = OverlayValues.of("smtp.orders.sendTimeout", "5s");
    ParsedConfiguration parsed = overlay.under("host", "a", "userName", "x", "password", "y");
    overlay.breakDown(true);
    overlay.set("smtp.orders.password", "two");

    assertEquals(Optional.empty(), parsed.credentials().renew());
    assertEquals(pair("x", "y"), at(parsed, 0));
  }

  @Test
  void whatCannotBeReadLeavesTheOldPasswordAndIsToldOnceUntilAllIsWell() throws Exception {
    OverlayValues overlay =
        OverlayValues.of("smtp.orders.userName", "shop", "smtp.orders.password", "one");
    ParsedConfiguration parsed = overlay.under("host", "a");
    overlay.breakDown(true);

    String told = parsed.credentials().renew().orElseThrow();
    assertTrue(told.startsWith("MicroProfile Config failed with "), told);
    assertFalse(told.contains("s3cret"), told);
    assertEquals(Optional.empty(), parsed.credentials().renew());
    assertEquals(pair("shop", "one"), at(parsed, 0));

    overlay.breakDown(false);
    overlay.set("smtp.orders.password", "two");
    assertEquals(Optional.empty(), parsed.credentials().renew());
    assertEquals(pair("shop", "two"), at(parsed, 0));

    overlay.breakDown(true);
    assertTrue(parsed.credentials().renew().isPresent());
  }

  @Test
  void passwordThatIsGoneOrBrokenLeavesTheOldOne() throws Exception {
    OverlayValues overlay =
        OverlayValues.of("smtp.orders.userName", "shop", "smtp.orders.password", "one");
    ParsedConfiguration parsed = overlay.under("host", "a");

    overlay.remove("smtp.orders.password");
    assertEquals(
        Optional.of("smtp.orders.password: MicroProfile Config has it no longer"),
        parsed.credentials().renew());
    overlay.set("smtp.orders.password", "one");
    assertEquals(Optional.empty(), parsed.credentials().renew());
    overlay.set("smtp.orders.password", "two\n");
    assertEquals(
        Optional.of(
            "smtp.orders.password is \"***\": allowed is " + SmtpProperty.PASSWORD.allowedText()),
        parsed.credentials().renew());

    assertEquals(pair("shop", "one"), at(parsed, 0));
  }
}
