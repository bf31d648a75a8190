package org.smtpra.delivery;

import java.util.function.DoubleSupplier;
import org.smtpra.config.SessionLimits;
import org.smtpra.event.SmtpEventListener;

/** Makes the slots of one configuration. Thread safe. */
public final class SlotFactory {

  private final SessionProvider provider;
  private final SessionRules rules;
  private final SmtpEventListener events;

  /**
   * Creates a factory.
   *
   * @param provider opens sessions
   * @param limits when to replace them
   * @param events hears of their ends
   * @param random numbers from 0 to 1, to shorten lifetimes with
   */
  public SlotFactory(
      SessionProvider provider,
      SessionLimits limits,
      SmtpEventListener events,
      DoubleSupplier random) {
    this.provider = provider;
    this.rules = new SessionRules(limits, provider, random);
    this.events = events;
  }

  /**
   * A new slot.
   *
   * @return a slot without a session
   */
  public SessionSlot create() {
    return new SessionSlot(provider, rules, events);
  }
}
