package org.smtpra.ra;

import jakarta.mail.internet.MimeMessage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** What a caller gave to {@code sendAll}, copied. */
final class BatchMessages {

  private BatchMessages() {}

  static List<MimeMessage> copy(Collection<? extends MimeMessage> messages) {
    Objects.requireNonNull(messages, "messages");
    List<MimeMessage> copy = new ArrayList<>(messages.size());
    for (MimeMessage message : messages) {
      copy.add(Objects.requireNonNull(message, "messages[" + copy.size() + "]"));
    }
    return copy;
  }

  /** Tells whether no object is in it twice: two threads must not render the same one at once. */
  static boolean areDistinct(List<MimeMessage> messages) {
    Set<MimeMessage> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    return seen.addAll(messages) && seen.size() == messages.size();
  }
}
