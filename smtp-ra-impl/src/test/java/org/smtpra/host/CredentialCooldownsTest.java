package org.smtpra.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.smtpra.config.CooldownRules;
import org.smtpra.config.Credentials;
import org.smtpra.config.Secret;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.testkit.TestNanoClock;

class CredentialCooldownsTest {

  private static final Credentials ANNA = new Credentials("anna", new Secret("wrong"));
  private static final Credentials ANNA_AGAIN = new Credentials("anna", new Secret("right"));
  private static final Credentials BERT = new Credentials("bert", new Secret("wrong"));

  private final TestNanoClock clock = new TestNanoClock();
  private final CredentialCooldowns cooldowns = cooldowns(Duration.ofSeconds(30));

  private CredentialCooldowns cooldowns(Duration first) {
    return new CredentialCooldowns(
        new CooldownRules(first, Duration.ofMinutes(5), 0.2),
        new HostRegistry.Circumstances(clock, () -> 0.5));
  }

  private boolean stands(Credentials credentials) {
    return cooldowns.standingAgainst(credentials).isPresent();
  }

  @Test
  void refusedCredentialsAreLeftAloneAndNobodyElseIs() {
    SmtpFailure refusal = HostBench.refused();
    cooldowns.refused(ANNA, refusal);
    assertTrue(stands(new Credentials("anna", new Secret("wrong"))));
    assertFalse(stands(ANNA_AGAIN));
    assertFalse(stands(BERT));
    assertEquals(Duration.ofSeconds(30), cooldowns.standingAgainst(ANNA).orElseThrow().pause());
    assertEquals(refusal, cooldowns.admit(ANNA).orElseThrow().failure());
  }

  @Test
  void afterThePauseOneCallerTriesThem() {
    cooldowns.refused(ANNA, HostBench.refused());
    clock.advance(Duration.ofSeconds(30));
    assertFalse(stands(ANNA));
    assertEquals(Optional.empty(), cooldowns.admit(ANNA));
    assertEquals(Duration.ZERO, cooldowns.admit(ANNA).orElseThrow().pause());
    cooldowns.refused(ANNA, HostBench.refused());
    assertEquals(Duration.ofSeconds(60), cooldowns.standingAgainst(ANNA).orElseThrow().pause());
  }

  @Test
  void acceptedCredentialsAreForgotten() {
    cooldowns.refused(ANNA, HostBench.refused());
    clock.advance(Duration.ofSeconds(30));
    cooldowns.admit(ANNA);
    cooldowns.accepted(ANNA);
    assertFalse(stands(ANNA));
    cooldowns.refused(ANNA, HostBench.refused());
    assertEquals(Duration.ofSeconds(30), cooldowns.standingAgainst(ANNA).orElseThrow().pause());
  }

  @Test
  void attemptThatNeverGotSoFarLeavesItToTheNextCaller() {
    cooldowns.refused(ANNA, HostBench.refused());
    clock.advance(Duration.ofSeconds(30));
    cooldowns.admit(ANNA);
    cooldowns.untold(ANNA);
    assertEquals(Optional.empty(), cooldowns.admit(ANNA));
  }

  @Test
  void severalCallersRefusedTogetherCountOnce() {
    for (int i = 0; i < 8; i++) {
      cooldowns.refused(ANNA, HostBench.refused());
    }
    assertEquals(Duration.ofSeconds(30), cooldowns.standingAgainst(ANNA).orElseThrow().pause());
  }

  @Test
  void refusalsOfUsersWhoNeverComeAgainAreForgotten() {
    for (int i = 0; i < 1_000; i++) {
      cooldowns.refused(new Credentials("user" + i, new Secret("x")), HostBench.refused());
    }
    clock.advance(Duration.ofMinutes(6));
    cooldowns.refused(ANNA, HostBench.refused());
    assertEquals(1, cooldowns.size());
  }

  @Test
  void cooldownOfZeroKeepsNothing() {
    CredentialCooldowns off = cooldowns(Duration.ZERO);
    off.refused(ANNA, HostBench.refused());
    assertEquals(Optional.empty(), off.admit(ANNA));
  }
}
