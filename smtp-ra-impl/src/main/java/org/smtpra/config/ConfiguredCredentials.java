package org.smtpra.config;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The users and passwords of a configuration. Those that come from the overlay may change while it
 * is in use: {@link #renew} asks for them again. Thread safe; holds no lock while it asks.
 */
public final class ConfiguredCredentials {

  private final PropertyTexts texts;
  private final AtomicReference<Answer> current;
  private final AtomicLong questions = new AtomicLong();
  private final AtomicBoolean troubled = new AtomicBoolean();

  ConfiguredCredentials(PropertyTexts texts, SignOnTable first) {
    this.texts = texts;
    this.current = new AtomicReference<>(new Answer(0, first));
  }

  /**
   * Credentials that never change.
   *
   * @param configuration has them
   * @return what the configuration says
   */
  public static ConfiguredCredentials of(SmtpConfiguration configuration) {
    return new ConfiguredCredentials(
        PropertyTexts.ofServer(Map.of()), SignOnTable.of(configuration));
  }

  /**
   * As whom to sign in at a host, as far as is known.
   *
   * @param host the host
   * @return the host's own user, else the factory's; empty for none
   */
  public Optional<Credentials> of(HostConfiguration host) {
    return Objects.requireNonNull(current.get()).table.of(host);
  }

  /**
   * Asks for users and passwords again, where they come from the overlay. What cannot be had, or
   * not be used, leaves things as they are.
   *
   * @return what went wrong, told once until all is well again; the sentence shows no secret
   */
  public Optional<String> renew() {
    if (!texts.mayChange()) {
      return Optional.empty();
    }
    // An answer that took long does not replace that to a later question.
    long question = questions.incrementAndGet();
    try {
      Answer answer = new Answer(question, ConfigurationParser.signOn(texts.askAgain()));
      current.accumulateAndGet(answer, (old, now) -> now.question > old.question ? now : old);
      troubled.set(false);
      return Optional.empty();
    } catch (InvalidConfigurationException e) {
      return told(e.problems().get(0).toString());
    } catch (Throwable e) { // whatever a source throws; its text might quote what it found
      return told("MicroProfile Config failed with " + e.getClass().getName());
    }
  }

  private Optional<String> told(String what) {
    return troubled.compareAndSet(false, true) ? Optional.of(what) : Optional.empty();
  }

  private record Answer(long question, SignOnTable table) {}
}
