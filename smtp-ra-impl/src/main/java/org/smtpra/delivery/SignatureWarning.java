package org.smtpra.delivery;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.lang.System.Logger;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import org.smtpra.event.LogMessage;

/**
 * Says, once for a configuration, that the line ends of a signed message were changed: a signature
 * made over others will not hold. Thread safe.
 */
final class SignatureWarning {

  private static final Logger LOG = System.getLogger("org.smtpra");

  private final AtomicBoolean given = new AtomicBoolean();

  void lineEndsChanged(MimeMessage message) {
    if (!given.get() && isSigned(message) && given.compareAndSet(false, true)) {
      LogMessage.SIGNATURE_IN_DOUBT.to(LOG, MessageIdentity.of(message));
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
