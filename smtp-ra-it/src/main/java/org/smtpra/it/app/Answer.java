package org.smtpra.it.app;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.Base64;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.SmtpSendResult;

/** What an action answers: texts by name, so that a test can ask for each. */
final class Answer {

  private final Properties entries = new Properties();

  Answer with(String name, @Nullable Object value) {
    entries.setProperty(name, String.valueOf(value));
    return this;
  }

  Answer with(SmtpSendResult result) {
    return with("reply", result.finalReply().code())
        .with("endpoint", result.endpointKey())
        .with("attempts", result.attempts())
        .with("messageId", result.messageId());
  }

  Answer with(Throwable failure) {
    with("failure", failure.getClass().getName()).with("message", failure.getMessage());
    if (failure instanceof SmtpSendFailedException mail) {
      with("kind", mail.classification().kind());
      with("reason", mail.classification().reason());
      with("stage", mail.classification().stage());
      with("endpoint", mail.endpointKey());
      with("attempts", mail.attempts());
      with("retryAfter", mail.classification().retryAfter().map(Duration::toSeconds).orElse(0L));
      with("sendAgain", String.join(",", mail.recipientsToSendAgain()));
      with("serialized", serialized(mail));
    }
    return this;
  }

  private static String serialized(Object value) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(octets)) {
      out.writeObject(value);
    } catch (IOException e) {
      return "not serializable: " + e;
    }
    return Base64.getEncoder().encodeToString(octets.toByteArray());
  }

  Properties entries() {
    return entries;
  }
}
