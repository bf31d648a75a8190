package org.smtpra.ra;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.ManagedConnectionFactory;
import jakarta.resource.spi.security.PasswordCredential;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.Subject;
import org.jspecify.annotations.Nullable;
import org.smtpra.config.ConfigurationProblem;
import org.smtpra.config.Credentials;
import org.smtpra.config.InvalidConfigurationException;
import org.smtpra.config.Secret;
import org.smtpra.config.UnresolvedReference;
import org.smtpra.kerberos.HandedTicket;

/** Reads, in one place, as whom a borrower wants to sign in. */
final class BorrowerCredentials {

  private BorrowerCredentials() {}

  /**
   * The container's sign-on, else the application's. A Subject whose user is empty or the
   * configured one says nothing: Payara and GlassFish always pass one. A Kerberos ticket counts
   * where GSSAPI is configured, and before a password.
   */
  static Optional<Credentials> of(
      @Nullable Subject subject,
      @Nullable ConnectionRequestInfo request,
      SmtpManagedConnectionFactory factory)
      throws ResourceException {
    if (subject != null && factory.state().signsInByTicket()) {
      Optional<Credentials> ticket = HandedTicket.of(subject);
      if (ticket.isPresent()) {
        return ticket;
      }
    }
    Optional<PasswordCredential> container =
        subject == null
            ? Optional.empty()
            : passwordCredentials(subject).stream()
                .filter(credential -> isFor(factory, credential))
                .filter(credential -> saysSomething(credential, factory.getUserName()))
                .findFirst();
    return container.isPresent()
        ? Optional.of(credentials(container.get()))
        : ofRequest(factory.marker().request(request));
  }

  private static Set<PasswordCredential> passwordCredentials(Subject subject) {
    return subject.getPrivateCredentials(PasswordCredential.class);
  }

  private static boolean isFor(ManagedConnectionFactory factory, PasswordCredential credential) {
    return factory.equals(credential.getManagedConnectionFactory());
  }

  private static boolean saysSomething(PasswordCredential credential, String configuredUser) {
    String user = credential.getUserName();
    return user != null && !user.isEmpty() && !user.equals(configuredUser);
  }

  /** Nothing is signed in with what Open Liberty left as it was written in its authData. */
  private static Credentials credentials(PasswordCredential credential) throws ResourceException {
    String password = new String(credential.getPassword());
    List<ConfigurationProblem> problems =
        UnresolvedReference.in(
            Map.of(
                "user of the container's sign-on",
                credential.getUserName(),
                "password of the container's sign-on",
                password));
    if (!problems.isEmpty()) {
      throw new ResourceException(
          new InvalidConfigurationException(problems).getMessage(), "SMTP-RA-CONFIGURATION");
    }
    return new Credentials(credential.getUserName(), new Secret(password));
  }

  private static Optional<Credentials> ofRequest(@Nullable ConnectionRequestInfo request) {
    return request instanceof SmtpConnectionRequestInfo mine
        ? Optional.of(mine.credentials())
        : Optional.empty();
  }
}
