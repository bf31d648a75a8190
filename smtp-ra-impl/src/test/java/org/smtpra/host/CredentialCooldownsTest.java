package org.smtpra.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
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

  private Duration pause(Credentials credentials) {
    SmtpFailure failure = cooldowns.standingAgainst(credentials).orElseThrow();
    return failure.classification().retryAfter().orElseThrow();
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
    assertEquals(Duration.ofSeconds(30), pause(ANNA));
    SmtpFailure told = assertThrows(SmtpFailure.class, () -> cooldowns.admit(ANNA));
    assertEquals(refusal.classification().reason(), told.classification().reason());
    assertEquals(
        "connection refused (not tried again for 30000 ms more, because servers lock accounts)",
        told.getMessage());
  }

  @Test
  void afterThePauseOneCallerTriesThemAndTheOthersWait() throws Exception {
    cooldowns.refused(ANNA, HostBench.refused());
    clock.advance(Duration.ofSeconds(30));
    assertFalse(stands(ANNA));
    assertTrue(cooldowns.admit(ANNA));
    assertFalse(cooldowns.admit(ANNA));
    cooldowns.refused(ANNA, HostBench.refused());
    assertEquals(Duration.ofSeconds(60), pause(ANNA));
  }

  @Test
  void untilTheyAreAcceptedOneCallerTriesThemAndTheOthersWait() throws Exception {
    assertTrue(cooldowns.admit(ANNA));
    assertFalse(cooldowns.admit(ANNA));
    assertTrue(cooldowns.admit(BERT));
    cooldowns.accepted(ANNA);
    assertTrue(cooldowns.admit(ANNA));
    assertTrue(cooldowns.admit(ANNA));
  }

  @Test
  void passwordThatWasChangedAtTheServerIsTriedOnceMoreNotByEverybody() throws Exception {
    cooldowns.admit(ANNA);
    cooldowns.accepted(ANNA);
    cooldowns.refused(ANNA, HostBench.refused());
    clock.advance(Duration.ofSeconds(30));
    assertTrue(cooldowns.admit(ANNA));
    assertFalse(cooldowns.admit(ANNA));
  }

  @Test
  void acceptedCredentialsAreForgotten() throws Exception {
    cooldowns.refused(ANNA, HostBench.refused());
    clock.advance(Duration.ofSeconds(30));
    cooldowns.admit(ANNA);
    cooldowns.accepted(ANNA);
    assertFalse(stands(ANNA));
    cooldowns.refused(ANNA, HostBench.refused());
    assertEquals(Duration.ofSeconds(30), pause(ANNA));
  }

  @Test
  void attemptThatNeverGotSoFarLeavesItToTheNextCaller() throws Exception {
    cooldowns.admit(ANNA);
    cooldowns.untold(ANNA);
    assertTrue(cooldowns.admit(ANNA));
  }

  @Test
  void severalCallersRefusedTogetherCountOnce() {
    for (int i = 0; i < 8; i++) {
      cooldowns.refused(ANNA, HostBench.refused());
    }
    assertEquals(Duration.ofSeconds(30), pause(ANNA));
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
    assertEquals(Optional.empty(), off.standingAgainst(ANNA));
    assertEquals(0, off.size());
  }
}
