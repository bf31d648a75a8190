package org.smtpra.delivery;

import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.smtpra.config.ClientIdentity;
import org.smtpra.config.Credentials;
import org.smtpra.config.HostConfiguration;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.host.CredentialCooldowns;

/** As whom to sign in where, and whether that may be tried now. Thread safe. */
public final class SignOn {

  private final ClientIdentity client;
  private final CredentialCooldowns cooldowns;

  /**
   * Creates the rule.
   *
   * @param client holds the factory's own credentials
   * @param cooldowns knows which credentials were refused lately
   */
  public SignOn(ClientIdentity client, CredentialCooldowns cooldowns) {
    this.client = client;
    this.cooldowns = cooldowns;
  }

  /** The borrower's own credentials, else the host's, else the factory's; empty for none. */
  Optional<Credentials> credentials(HostConfiguration host, Optional<Credentials> borrower) {
    return borrower.or(host::credentials).or(client::credentials);
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
