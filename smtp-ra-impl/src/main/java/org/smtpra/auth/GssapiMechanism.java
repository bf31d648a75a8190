package org.smtpra.auth;

import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Security;
import java.util.HashMap;
import java.util.Map;
import javax.security.sasl.Sasl;
import javax.security.sasl.SaslClient;
import javax.security.sasl.SaslClientFactory;
import javax.security.sasl.SaslException;
import org.ietf.jgss.GSSException;
import org.jspecify.annotations.Nullable;
import org.smtpra.config.KerberosSource;

/**
 * GSSAPI with Kerberos (RFC 4752), computed by the JDK's own SASL client. It signs in, and no more:
 * no security layer is put under SMTP, because TLS is there. The server proves who it is.
 *
 * <p>The ticket for the server is got in {@link #begin}, which may take long; every step behind it
 * is computed here.
 */
public final class GssapiMechanism implements SaslClientMechanism {

  /** Servers register further ones under the same name: WildFly's own comes first there. */
  private static final String PROVIDER = "JdkSASL";

  private static final String SERVICE = "smtp";

  private final SaslClient client;
  private final byte[] first;
  private boolean said;

  private GssapiMechanism(SaslClient client, byte[] first) {
    this.client = client;
    this.first = first;
  }

  /**
   * Gets the ticket for a server, as the Subject of the current thread.
   *
   * @param host the name in the server's principal {@code smtp/host}, taken as it is
   * @param credential a {@code GSSCredential} to use; null for the Subject's own ticket
   * @return a mechanism for one sign-in
   * @throws SaslException if there is no ticket
   */
  public static GssapiMechanism begin(String host, @Nullable Object credential)
      throws SaslException {
    Map<String, Object> wishes = new HashMap<>();
    wishes.put(Sasl.QOP, "auth");
    wishes.put(Sasl.SERVER_AUTH, "true");
    if (credential != null) {
      wishes.put(Sasl.CREDENTIALS, credential);
    }
    String[] names = {KerberosSource.MECHANISM};
    SaslClient client = jdk().createSaslClient(names, null, SERVICE, host, wishes, asked -> {});
    if (client == null) {
      throw new SaslException(PROVIDER + " does not offer " + KerberosSource.MECHANISM);
    }
    return new GssapiMechanism(client, client.evaluateChallenge(new byte[0]));
  }

  private static SaslClientFactory jdk() throws SaslException {
    Provider provider = Security.getProvider(PROVIDER);
    Provider.Service service =
        provider == null
            ? null
            : provider.getService("SaslClientFactory", KerberosSource.MECHANISM);
    if (service == null) {
      throw new SaslException(
          "this Java runtime has no security provider "
              + PROVIDER
              + " with GSSAPI: its module jdk.security.jgss is missing");
    }
    try {
      return (SaslClientFactory) service.newInstance(null);
    } catch (NoSuchAlgorithmException e) {
      throw new SaslException(PROVIDER + " cannot be used", e);
    }
  }

  @Override
  public String name() {
    return KerberosSource.MECHANISM;
  }

  /** A ticket hardly ever fits into the AUTH command's 512 octets (RFC 4954 section 4). */
  @Override
  public byte @Nullable [] initialResponse() {
    return null;
  }

  @Override
  public byte[] respond(byte[] challenge) throws SaslFailureException {
    if (!said && challenge.length == 0) {
      said = true;
      return first;
    }
    if (!said) {
      throw SaslFailureException.nonsense("GSSAPI: the server speaks before we have");
    }
    if (complete()) {
      throw SaslFailureException.nonsense(
          "GSSAPI: the server asks again after everything was said");
    }
    try {
      byte[] response = client.evaluateChallenge(challenge);
      return response == null ? new byte[0] : response;
    } catch (SaslException e) {
      throw e.getCause() instanceof GSSException wrong
          ? SaslFailureException.nonsense(
              "GSSAPI: the server's token is not good: " + wrong.getMessage(), e)
          : new SaslFailureException(
              "GSSAPI: the server wants a security layer of its own, or none that we know, and we"
                  + " only sign in, because TLS protects the session ("
                  + e.getMessage()
                  + ")",
              e);
    }
  }

  @Override
  public boolean complete() {
    return client.isComplete();
  }

  @Override
  public boolean provesTheServer() {
    return true;
  }
}
