package org.smtpra.delivery;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.smtpra.failure.SmtpFailure;

/**
 * The messages that are meant to be sent behind another one in the same way, and what became of
 * those that went with it. Used by one thread.
 */
public final class Followers {

  private final List<PreparedMessage> messages;
  private final List<@Nullable SendAttempt> attempts;

  private Followers(List<PreparedMessage> messages) {
    this.messages = messages;
    this.attempts = new ArrayList<>(Collections.nCopies(messages.size(), null));
  }

  /**
   * Nothing is known to follow.
   *
   * @return no message
   */
  public static Followers none() {
    return new Followers(List.of());
  }

  static Followers of(List<PreparedMessage> messages) {
    return new Followers(List.copyOf(messages));
  }

  PreparedMessage message(int index) {
    return messages.get(index);
  }

  /** What is made of those that have not gone yet, in their order. */
  <T> List<T> waiting(IntFunction<T> each) {
    List<T> all = new ArrayList<>();
    for (int i = 0; i < messages.size(); i++) {
      if (attempts.get(i) == null) {
        all.add(each.apply(i));
      }
    }
    return all;
  }

  void taken(int index, SendAttempt.Sent sent) {
    attempts.set(index, message -> sent);
  }

  void failed(int index, SmtpFailure failure) {
    attempts.set(
        index,
        message -> {
          throw failure;
        });
  }

  /** The attempt of one that went; nothing where it is still to be sent. */
  Optional<SendAttempt> attempt(int index) {
    return Optional.ofNullable(attempts.get(index));
  }
}
