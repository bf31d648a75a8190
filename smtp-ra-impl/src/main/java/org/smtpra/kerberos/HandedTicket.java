package org.smtpra.kerberos;

import java.util.Optional;
import java.util.stream.Stream;
import javax.security.auth.Subject;
import javax.security.auth.kerberos.KerberosTicket;
import org.ietf.jgss.GSSCredential;
import org.ietf.jgss.GSSException;
import org.jspecify.annotations.Nullable;
import org.smtpra.config.Credentials;
import org.smtpra.config.KerberosSource;

/**
 * What a container has put into a Subject: WildFly a {@link GSSCredential} and the ticket that it
 * was made of, others the ticket alone.
 */
public final class HandedTicket {

  private HandedTicket() {}

  /**
   * Looks for a ticket.
   *
   * @param subject what the container has handed over
   * @return the user whom it is for; nothing where there is none
   */
  public static Optional<Credentials> of(Subject subject) {
    GSSCredential credential = credential(subject);
    return (credential == null ? ticketHolder(subject) : holder(credential))
        .map(name -> Credentials.withTicket(name, new KerberosSource.Handed(subject)));
  }

  /** The Subject's credential; null where it has only tickets, or nothing. */
  static @Nullable GSSCredential credential(Subject subject) {
    return subject.getPrivateCredentials(GSSCredential.class).stream().findFirst().orElse(null);
  }

  private static Optional<String> holder(GSSCredential credential) {
    try {
      return Optional.of(credential.getName().toString());
    } catch (GSSException e) {
      return Optional.empty(); // it was disposed of
    }
  }

  private static Optional<String> ticketHolder(Subject subject) {
    Stream<KerberosTicket> tickets = subject.getPrivateCredentials(KerberosTicket.class).stream();
    return tickets
        .filter(ticket -> !ticket.isDestroyed())
        .map(ticket -> ticket.getClient().getName())
        .findFirst();
  }
}
