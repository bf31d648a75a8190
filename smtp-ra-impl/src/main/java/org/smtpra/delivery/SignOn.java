package org.smtpra.delivery;

import java.lang.System.Logger;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.smtpra.config.ConfiguredCredentials;
import org.smtpra.config.Credentials;
import org.smtpra.config.HostConfiguration;
import org.smtpra.event.LogMessage;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.host.CredentialCooldowns;

/** As whom to sign in where, and whether that may be tried now. Thread safe. */
public final class SignOn {

  private static final Logger LOG = System.getLogger("org.smtpra");

  private final ConfiguredCredentials configured;
  private final CredentialCooldowns cooldowns;

  /**
   * Creates the rule.
   *
   * @param configured knows the hosts' and the factory's own credentials
   * @param cooldowns knows which credentials were refused lately
   */
  public SignOn(ConfiguredCredentials configured, CredentialCooldowns cooldowns) {
    this.configured = configured;
    this.cooldowns = cooldowns;
  }

  /** The borrower's own credentials, else the host's, else the factory's; empty for none. */
  Optional<Credentials> credentials(HostConfiguration host, Optional<Credentials> borrower) {
    return borrower.or(() -> configured.of(host));
  }

  /**
   * Asks for users and passwords that may have changed, before a session is opened with them. What
   * goes wrong is logged once, and those that were known are used.
   *
   * @param borrower whoever brings credentials needs none of ours
   */
  void renew(Optional<Credentials> borrower) {
    if (borrower.isEmpty()) {
      configured.renew().ifPresent(trouble -> LogMessage.SECRETS_NOT_RENEWED.to(LOG, trouble));
    }
  }

  /** The hosts that this borrower may be signed in at now. */
  Predicate<HostConfiguration> eligible(Optional<Credentials> borrower, Set<String> excluded) {
    return host ->
        !excluded.contains(host.endpointKey()) && standingAgainst(host, borrower).isEmpty();
  }

  /** The refusal that keeps this borrower from signing in at a host now. */
  Optional<SmtpFailure> standingAgainst(HostConfiguration host, Optional<Credentials> borrower) {
    return credentials(host, borrower).flatMap(cooldowns::standingAgainst);
  }
}
