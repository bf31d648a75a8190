package org.smtpra.delivery;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Says, once for a configuration, that the line ends of a signed message were changed: a signature
 * made over others will not hold. Thread safe.
 */
final class SignatureWarning {

  private static final Logger LOG = System.getLogger("org.smtpra");

  private final AtomicBoolean given = new AtomicBoolean();

  void lineEndsChanged(MimeMessage message) {
    if (!given.get() && isSigned(message) && given.compareAndSet(false, true)) {
      LOG.log(
          Level.WARNING,
          "the signed message {0} has line ends other than CRLF, which SMTP does not carry: they"
              + " were changed, so its signature may not hold; sign what ends its lines with CRLF",
          MessageIdentity.of(message));
    }
  }

  private static boolean isSigned(MimeMessage message) {
    try {
      String type = message.getContentType().toLowerCase(Locale.ROOT);
      return type.startsWith("multipart/signed")
          || type.contains("pkcs7-mime")
          || message.getHeader("DKIM-Signature") != null;
    } catch (MessagingException e) {
      return false;
    }
  }
}
