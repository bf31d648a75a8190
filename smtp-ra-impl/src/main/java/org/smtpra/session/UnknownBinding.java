package org.smtpra.session;

import org.smtpra.auth.SaslFailureException;
import org.smtpra.auth.SaslMechanisms;
import org.smtpra.config.SmtpConfiguration;
import org.smtpra.failure.SmtpFailure;

/**
 * A server that offers channel binding, but of a type that we do not have: SMTP has no way to tell
 * beforehand. Whoever has not asked for channel binding by name does without, once it is known.
 */
final class UnknownBinding {

  private static final String ADVICE =
      "; it may not know tls-server-end-point, the only type of channel binding that is known here,"
          + " or not know the user: leave SCRAM-SHA-256-PLUS out of saslMechanisms to sign in"
          + " without";

  private UnknownBinding() {}

  /** To be put behind what went wrong; empty where it is something else. */
  static String advice(SaslFailureException failure) {
    return failure.isUnknownBinding() ? ADVICE : "";
  }

  static boolean isWhy(SmtpFailure failure) {
    SaslFailureException found = Causes.find(failure, SaslFailureException.class);
    return found != null && found.isUnknownBinding();
  }

  /** Not where the administrator names it: then it is a demand. */
  static boolean mayDoWithout(SmtpConfiguration configuration) {
    return !SaslMechanisms.demandsBinding(configuration.client().saslMechanisms());
  }
}
