package org.smtpra.testkit.server;

import java.nio.file.Path;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import java.util.Map;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.login.LoginException;
import javax.security.sasl.AuthorizeCallback;
import javax.security.sasl.Sasl;
import javax.security.sasl.SaslException;
import javax.security.sasl.SaslServer;
import org.jspecify.annotations.Nullable;

/** The server's side of one GSSAPI exchange, by the JDK. Not thread safe. */
public final class GssapiAcceptor {

  private final Subject subject;
  private final SaslServer server;

  private GssapiAcceptor(Subject subject, SaslServer server) {
    this.subject = subject;
    this.server = server;
  }

  /**
   * The service {@code smtp/localhost}.
   *
   * @param keytab has its key
   * @param protection what it offers, in the words of {@link Sasl#QOP}
   */
  public static GssapiAcceptor of(Path keytab, String protection)
      throws LoginException, PrivilegedActionException {
    Subject subject = KerberosLogins.service("smtp/localhost", keytab);
    Map<String, String> wishes = Map.of(Sasl.QOP, protection);
    PrivilegedExceptionAction<SaslServer> make =
        () ->
            Sasl.createSaslServer(
                "GSSAPI", "smtp", "localhost", wishes, GssapiAcceptor::letEverybodyIn);
    return new GssapiAcceptor(subject, Subject.doAs(subject, make));
  }

  private static void letEverybodyIn(Callback... asked) {
    for (Callback each : asked) {
      if (each instanceof AuthorizeCallback authorize) {
        authorize.setAuthorized(true);
      }
    }
  }

  /**
   * Takes a response.
   *
   * @return the next challenge; null where there is none
   * @throws SaslException if the response is not good
   */
  public byte @Nullable [] answer(byte[] response) throws SaslException {
    PrivilegedExceptionAction<byte @Nullable []> step = () -> server.evaluateResponse(response);
    try {
      return Subject.doAs(subject, step);
    } catch (PrivilegedActionException e) {
      throw (SaslException) e.getCause();
    }
  }

  /** Who has signed in. */
  public String user() {
    return server.getAuthorizationID();
  }

  /** Whether somebody has signed in. */
  public boolean isComplete() {
    return server.isComplete();
  }
}
