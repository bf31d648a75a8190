package org.smtpra.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Reads where the factory's user has its Kerberos ticket from. GSSAPI is never chosen by itself: it
 * is used where it is named, by a user that has neither password nor token.
 */
final class KerberosReader {

  private static final String EXTERNAL = "EXTERNAL";

  private final PropertyReader properties;

  KerberosReader(PropertyReader properties) {
    this.properties = properties;
  }

  /** Nothing where the user signs in by other means; {@code otherProof} is a password or token. */
  Optional<KerberosSource> read(boolean otherProof) {
    List<String> mechanisms = properties.words(SmtpProperty.SASL_MECHANISMS);
    boolean named = mechanisms.contains(KerberosSource.MECHANISM);
    Optional<Path> keytab = properties.readableFile(SmtpProperty.KEYTAB_FILE);
    if (properties.isSet(SmtpProperty.KEYTAB_FILE)) {
      check(named, otherProof);
    }
    if (!named || otherProof) {
      return Optional.empty();
    }
    if (mechanisms.contains(EXTERNAL)) {
      properties.refuse(
          SmtpProperty.SASL_MECHANISMS,
          "EXTERNAL or GSSAPI, not both, for a user without password and tokenSource");
    }
    // A keytab that cannot be read is a problem already, so what is used in its place is not.
    return Optional.of(
        keytab
            .<KerberosSource>map(KerberosSource.Keytab::new)
            .orElseGet(KerberosSource.TicketCache::new));
  }

  private void check(boolean named, boolean otherProof) {
    if (!named) {
      properties.refuse(SmtpProperty.KEYTAB_FILE, "one only with GSSAPI among saslMechanisms");
    } else if (otherProof) {
      properties.refuse(
          SmtpProperty.KEYTAB_FILE, "password, tokenSource or keytabFile, one of them");
    } else if (!properties.isSet(SmtpProperty.USER_NAME)) {
      properties.refuse(SmtpProperty.USER_NAME, "with keytabFile the principal whose key it holds");
    }
  }
}
