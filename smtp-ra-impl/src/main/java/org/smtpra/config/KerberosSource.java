package org.smtpra.config;

import java.nio.file.Path;
import java.util.Objects;
import javax.security.auth.Subject;
import org.jspecify.annotations.Nullable;

/** Where the Kerberos ticket of a user comes from, by which GSSAPI signs in (RFC 4752). */
public sealed interface KerberosSource {

  /** The name of the mechanism that needs one. */
  String MECHANISM = "GSSAPI";

  /**
   * A key of the user, with which a ticket is asked for at each sign-in.
   *
   * @param file a keytab
   */
  record Keytab(Path file) implements KerberosSource {}

  /** What {@code kinit}, or whatever renews tickets for this process, has left. */
  record TicketCache() implements KerberosSource {}

  /**
   * What the container has handed over. Any two are equal: the user's name, which is the ticket's
   * own, tells one user from another, and a newer ticket makes nobody else of it.
   */
  final class Handed implements KerberosSource {

    private final Subject subject;

    /**
     * Keeps what was handed over.
     *
     * @param subject holds the ticket
     */
    public Handed(Subject subject) {
      this.subject = Objects.requireNonNull(subject);
    }

    /**
     * Who has the ticket.
     *
     * @return what the container handed over
     */
    public Subject subject() {
      return subject;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Handed;
    }

    @Override
    public int hashCode() {
      return Handed.class.hashCode();
    }

    /** A Subject's own text shows its tickets. */
    @Override
    public String toString() {
      return "Handed[subject=***]";
    }
  }
}
