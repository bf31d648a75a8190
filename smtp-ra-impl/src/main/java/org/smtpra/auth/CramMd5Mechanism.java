package org.smtpra.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** CRAM-MD5 (RFC 2195): the challenge, keyed with the password. */
final class CramMd5Mechanism implements SaslClientMechanism {

  private static final String ALGORITHM = "HmacMD5";
  private static final int BLOCK = 64; // RFC 2104: shorter keys are filled up with zeros

  private final Credentials credentials;
  private boolean complete;

  CramMd5Mechanism(Credentials credentials) {
    this.credentials = credentials;
  }

  @Override
  public String name() {
    return "CRAM-MD5";
  }

  @Override
  public byte @Nullable [] initialResponse() throws SaslFailureException {
    credentials.check();
    return null;
  }

  @Override
  public byte[] respond(byte[] challenge) throws SaslFailureException {
    credentials.check();
    if (complete) {
      throw SaslFailureException.nonsense(
          "CRAM-MD5: the server asks again after everything was said");
    }
    if (challenge.length == 0) {
      throw SaslFailureException.nonsense("CRAM-MD5: the server's challenge is empty");
    }
    String digest = HexFormat.of().formatHex(keyed(challenge));
    complete = true;
    return (credentials.userName() + " " + digest).getBytes(UTF_8);
  }

  private byte[] keyed(byte[] challenge) throws SaslFailureException {
    byte[] password = credentials.password().getBytes(UTF_8);
    // The zeros change nothing but that an empty password is a key for the JDK too.
    byte[] key = Arrays.copyOf(password, Math.max(password.length, BLOCK));
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return mac.doFinal(challenge);
    } catch (GeneralSecurityException e) {
      throw new SaslFailureException("CRAM-MD5: this Java runtime does not offer " + ALGORITHM, e);
    }
  }

  @Override
  public boolean complete() {
    return complete;
  }
}
