package org.smtpra.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NumberedHostsTest {

  private static List<String> problems(String... keysAndValues) {
    return assertThrows(
            InvalidConfigurationException.class, () -> OverlayValues.of(keysAndValues).under())
        .problems()
        .stream()
        .map(ConfigurationProblem::toString)
        .toList();
  }

  @Test
  void everyPartIsReadAndThoseThatAreMissingHaveTheDefaultsOfTheList() throws Exception {
    List<HostConfiguration> hosts =
        OverlayValues.of(
                "smtp.orders.hosts[0].host", " SMTP1.example.com ",
                "smtp.orders.hosts[0].port", "2525",
                "smtp.orders.hosts[0].priority", "3",
                "smtp.orders.hosts[0].weight", "4",
                "smtp.orders.hosts[0].security", "none",
                "smtp.orders.hosts[0].userName", "shop",
                "smtp.orders.hosts[0].password", " a;b,c ",
                "smtp.orders.hosts[0].maxSessions", "5",
                "smtp.orders.hosts[0].ratePerSecond", "0.5",
                "smtp.orders.hosts[1].host", "2001:db8::1",
                "smtp.orders.security", "TLS")
            .under()
            .configuration()
            .hosts();

    assertEquals(
        List.of(
            new HostConfiguration(
                "smtp1.example.com",
                2525,
                3,
                4,
                Security.NONE,
                Optional.of(new Credentials("shop", new Secret(" a;b,c "))),
                5,
                0.5),
            new HostConfiguration("2001:db8::1", 465, 0, 1, Security.TLS, Optional.empty(), 0, 0)),
        hosts);
  }

  @Test
  void everyMistakeIsReportedUnderItsKey() {
    assertEquals(
        List.of(
            "smtp.orders.hosts[0].host is \"smtp1:25\": allowed is a host name (beyond ASCII as"
                + " xn--...) or IP address, without a port",
            "smtp.orders.hosts[0].port is \"0\": allowed is a whole number from 1 to 65535",
            "smtp.orders.hosts[0].weight is \"x\": allowed is a whole number from 1 to 1000",
            "smtp.orders.hosts[0].userName: userName and password together, or neither",
            "smtp.orders.hosts[1].host: a host name (beyond ASCII as xn--...) or IP address,"
                + " without a port",
            "smtp.orders.hosts[1].password is \"***\": allowed is a password, without control"
                + " characters"),
        problems(
            "smtp.orders.hosts[0].host", "smtp1:25",
            "smtp.orders.hosts[0].port", "0",
            "smtp.orders.hosts[0].weight", "x",
            "smtp.orders.hosts[0].password", "s3cret",
            "smtp.orders.hosts[1].userName", "shop",
            "smtp.orders.hosts[1].password", "s3cret\n"));
  }

  @Test
  void gapsInTheNumbersAndUnknownPartsAreMistakes() {
    List<String> problems =
        problems(
            "smtp.orders.hosts[0].host", "a",
            "smtp.orders.hosts[0].wieght", "1",
            "smtp.orders.hosts[2].host", "c");

    assertEquals(
        List.of(
            "smtp.orders.hosts[0].wieght: " + NumberedHosts.ALLOWED,
            "smtp.orders.hosts[2].host: " + NumberedHosts.ALLOWED),
        problems.stream().sorted().toList());
  }

  @Test
  void sameHostAndPortTwiceIsAMistake() {
    assertEquals(
        List.of(
            "smtp.orders.hosts[1].host is \"A\": allowed is each host and port once;"
                + " smtp.orders.hosts[0].host has the same"),
        problems("smtp.orders.hosts[0].host", "a", "smtp.orders.hosts[1].host", "A"));
  }

  @Test
  void listAndNumbersTogetherAreAMistake() {
    assertEquals(
        List.of("smtp.orders.hosts: either this or smtp.orders.hosts[0].host, not both"),
        problems("smtp.orders.hosts", "a", "smtp.orders.hosts[0].host", "b"));
  }

  @Test
  void whatTheNumberedHostsReplaceIsWarnedOf() throws Exception {
    assertEquals(
        List.of(
            "host is ignored: hosts is set", "port is ignored: every entry of hosts has its own"),
        OverlayValues.of(
                "smtp.orders.host", "a",
                "smtp.orders.hosts[0].host", "b",
                "smtp.orders.hosts[0].port", "25")
            .under("port", "26")
            .warnings());
  }
}
