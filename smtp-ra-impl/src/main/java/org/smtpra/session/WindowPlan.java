package org.smtpra.session;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.transport.Deadline;

/**
 * Chooses the messages that may be in flight at once. They are few, and fit half the send buffer:
 * so the network takes them at once, and a server that works long on the first of them holds up no
 * write. One thread at a time.
 */
final class WindowPlan {

  static final int MOST_MESSAGES = 8;

  private final Terms terms;
  private final Function<Outgoing, SendMode> modes;
  private final Deadline limit;
  private final int most;
  private final List<WindowMessage> chosen = new ArrayList<>();
  private int room;

  /**
   * A plan.
   *
   * @param terms of the session
   * @param modes how a message would use the wire
   * @param limit of the first message, and so of the window
   * @param most messages at the most
   */
  WindowPlan(Terms terms, Function<Outgoing, SendMode> modes, Deadline limit, int most) {
    this.terms = terms;
    this.modes = modes;
    this.limit = limit;
    this.most = Math.min(most, MOST_MESSAGES);
  }

  /** The window; empty where there would be a single message in it. */
  List<WindowMessage> of(Outgoing first, List<NextMessage> behind) {
    try {
      room = terms.conversation().channel().sendBufferOctets() / 2;
    } catch (IOException e) {
      return List.of();
    }
    boolean more = choose(first, null);
    for (NextMessage next : behind) {
      // A message that ends earlier than the first one would end all the others with it.
      more =
          more
              && chosen.size() < most
              && next.limit().remainingNanos() >= limit.remainingNanos()
              && choose(next.message(), next);
    }
    return chosen.size() > 1 ? chosen : List.of();
  }

  private boolean choose(Outgoing message, @Nullable NextMessage follower) {
    SendMode mode = modes.apply(message);
    if (!mode.inOneFlush() || message.content().size() > room) {
      return false;
    }
    try {
      WindowMessage one = WindowMessage.of(terms, message, mode, follower);
      room -= one.octets().remaining();
      return room >= 0 && chosen.add(one);
    } catch (SmtpFailure e) {
      // To be said when its own turn comes.
      return false;
    }
  }
}
