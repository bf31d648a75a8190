package org.smtpra.ra;

import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.ManagedConnectionFactory;
import jakarta.resource.spi.security.PasswordCredential;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.Subject;
import org.jspecify.annotations.Nullable;
import org.smtpra.config.Credentials;
import org.smtpra.config.Secret;

/** Reads, in one place, as whom a borrower wants to sign in. */
final class BorrowerCredentials {

  private BorrowerCredentials() {}

  /**
   * The container's sign-on, else the application's. A Subject whose user is empty or the
   * configured one says nothing: Payara and GlassFish always pass one.
   */
  static Optional<Credentials> of(
      @Nullable Subject subject,
      @Nullable ConnectionRequestInfo request,
      SmtpManagedConnectionFactory factory) {
    Optional<Credentials> container =
        subject == null
            ? Optional.empty()
            : passwordCredentials(subject).stream()
                .filter(credential -> isFor(factory, credential))
                .filter(credential -> saysSomething(credential, factory.getUserName()))
                .findFirst()
                .map(BorrowerCredentials::credentials);
    return container.or(() -> ofRequest(factory.marker().request(request)));
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

  private static Credentials credentials(PasswordCredential credential) {
    return new Credentials(
        credential.getUserName(), new Secret(new String(credential.getPassword())));
  }

  private static Optional<Credentials> ofRequest(@Nullable ConnectionRequestInfo request) {
    return request instanceof SmtpConnectionRequestInfo mine
        ? Optional.of(mine.credentials())
        : Optional.empty();
  }
}
