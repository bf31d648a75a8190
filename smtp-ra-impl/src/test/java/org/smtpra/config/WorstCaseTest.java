package org.smtpra.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorstCaseTest {

  private static WorstCase worstCase(String... namesAndValues)
      throws InvalidConfigurationException {
    return WorstCase.of(Configurations.parse(namesAndValues));
  }

  @Test
  void sumNamesItsParts() throws Exception {
    assertEquals(
        "servers that hang can hold a send for 153s: acquireTimeout 15s and sendTimeout 30s in each"
            + " of 2 attempts, 3s between attempts, 1m for each of 1 host given up; then"
            + " finalReplyTimeout 10m for the verdict",
        worstCase().toString());
    assertEquals(Duration.ofMillis(152_400), worstCase().untilHandedOver());
  }

  @Test
  void hostCostsTheLongestTimeOutUpToWhichItCanHang() throws Exception {
    assertEquals(Duration.ofMinutes(2), worstCase("connectTimeout", "2m").open());
    assertEquals(Duration.ofMinutes(3), worstCase("greetingTimeout", "3m").open());
    assertEquals(Duration.ofMinutes(4), worstCase("authenticateTimeout", "4m").open());
    assertEquals(Duration.ofMinutes(5), worstCase("sendTimeout", "5m").open());
  }

  @Test
  void fetchOfATokenCostsItsTimeOutInEachAttempt() throws Exception {
    Duration without = worstCase("maxRetryAttempts", "0").untilHandedOver();
    WorstCase with =
        worstCase(
            "maxRetryAttempts",
            "0",
            "userName",
            "shop",
            "tokenSource",
            "org.example.Vault",
            "tokenTimeout",
            "7s");
    assertEquals(without.plusSeconds(7), with.untilHandedOver());
    assertTrue(
        with.toString().contains("acquireTimeout 15s, tokenTimeout 7s and sendTimeout 30s in each"),
        with::toString);
  }

  @Test
  void hostThatCoolsDownIsGivenUpOnceAndOneThatDoesNotInEachAttempt() throws Exception {
    String hosts = "a.example.com,b.example.com";

    assertEquals(2, worstCase("hosts", hosts, "maxRetryAttempts", "2").hosts());
    assertEquals(
        6, worstCase("hosts", hosts, "maxRetryAttempts", "2", "reconnectCooldown", "0").hosts());
  }

  @Test
  void waitsBetweenAttemptsDoubleAndAreAsLongAsTheJitterMakesThem() throws Exception {
    assertEquals(
        Duration.ofMillis(10_500),
        worstCase("maxRetryAttempts", "3", "retryBaseDelay", "1s", "jitterRatio", "0.5").delays());
    assertEquals(Duration.ZERO, worstCase("maxRetryAttempts", "0").delays());
  }

  @Test
  void noWaitBetweenAttemptsIsLongerThanAMinute() throws Exception {
    assertEquals(
        Duration.ofSeconds(36 + 60 + 60),
        worstCase("maxRetryAttempts", "3", "retryBaseDelay", "30s").delays());
    assertEquals(
        List.of(
            "retryBaseDelay is lowered from 2m to 1m: no caller is held for longer between two"
                + " attempts"),
        Configurations.warnings("retryBaseDelay", "2m"));
    assertEquals(
        Duration.ofMinutes(1),
        Configurations.parse("retryBaseDelay", "2m").retries().retryBaseDelay());
  }

  @Test
  void worstCaseBeyondAUsualTransactionIsAWarning() throws Exception {
    String[] within = {"greetingTimeout", "207s", "acquireTimeout", "15s", "jitterRatio", "0.5"};
    String[] beyond = {"greetingTimeout", "208s", "acquireTimeout", "15s", "jitterRatio", "0.5"};

    assertEquals(List.of(), Configurations.warnings(within));
    assertEquals(
        List.of(
            "servers that hang can hold a send for 301s: acquireTimeout 15s and sendTimeout 30s in"
                + " each of 2 attempts, 3s between attempts, 208s for each of 1 host given up; then"
                + " finalReplyTimeout 10m for the verdict; a usual JTA time-out is 5m: give sends a"
                + " deadline, or lower the time-outs"),
        Configurations.warnings(beyond));
  }

  @Test
  void waitsBetweenAttemptsBeyondAUsualTransactionAreTheOneWarning() throws Exception {
    assertEquals(
        List.of(
            "maxRetryAttempts and retryBaseDelay together make a send wait up to 6m between its 7"
                + " attempts: longer than a usual JTA time-out (5m)"),
        Configurations.warnings("maxRetryAttempts", "6", "retryBaseDelay", "1m"));
  }
}
