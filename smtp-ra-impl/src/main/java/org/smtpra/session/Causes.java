package org.smtpra.session;

import java.io.IOException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.smtpra.failure.FailureCause;
import org.smtpra.protocol.MalformedReplyException;
import org.smtpra.transport.ChannelAbortedException;
import org.smtpra.transport.ChannelInterruptedException;
import org.smtpra.transport.DeadlinePassedException;

/** Reads exceptions: TLS hides the reason of a refusal several causes deep. */
final class Causes {

  private static final int DEPTH = 20;

  private Causes() {}

  /** What an exception of the channel means. */
  static FailureCause of(IOException e) {
    if (e instanceof DeadlinePassedException) {
      return FailureCause.TIMEOUT;
    }
    if (e instanceof ChannelInterruptedException) {
      return FailureCause.CANCELLED;
    }
    if (e instanceof ChannelAbortedException) {
      return FailureCause.SHUTDOWN;
    }
    if (e instanceof MalformedReplyException) {
      return FailureCause.PROTOCOL_ERROR;
    }
    return FailureCause.CONNECTION_LOST;
  }

  /** What a failed TLS handshake means. */
  static FailureCause ofHandshake(IOException e) {
    if (!(e instanceof SSLException)) {
      return of(e);
    }
    return find(e, CertificateException.class) == null
        ? FailureCause.TLS_HANDSHAKE_FAILED
        : FailureCause.CERTIFICATE_REFUSED;
  }

  static <T extends Throwable> @Nullable T find(Throwable start, Class<T> type) {
    Throwable current = start;
    for (int depth = 0; current != null && depth < DEPTH; depth++) {
      if (type.isInstance(current)) {
        return type.cast(current);
      }
      current = current.getCause();
    }
    return null;
  }

  /**
   * The messages of the chain, each once, without class names where there is a message; with advice
   * where TLS failed.
   */
  static String text(Throwable start) {
    StringBuilder text = new StringBuilder();
    Throwable current = start;
    for (int depth = 0; current != null && depth < DEPTH; depth++) {
      String message =
          current.getMessage() == null ? current.getClass().getSimpleName() : current.getMessage();
      if (text.indexOf(message) < 0) {
        text.append(text.isEmpty() ? "" : ": ").append(message);
      }
      current = current.getCause();
    }
    return text.append(TlsAdvice.on(start)).toString();
  }
}
