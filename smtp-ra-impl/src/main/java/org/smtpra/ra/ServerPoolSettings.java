package org.smtpra.ra;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.smtpra.config.PropertyTexts;
import org.smtpra.config.SmtpProperty;

/** Tells an administrator who sets our pool properties in a server where the server has its own. */
final class ServerPoolSettings {

  private ServerPoolSettings() {}

  /** The sentence to log; nothing where no pool property is set. */
  static Optional<String> warning(PropertyTexts texts) {
    List<String> ignored =
        Stream.of(
                SmtpProperty.MIN_POOL_SIZE,
                SmtpProperty.MAX_POOL_SIZE,
                SmtpProperty.MIN_POOL_REFILL_DELAY)
            .filter(property -> property.isChangedBy(texts.text(property)))
            .map(SmtpProperty::propertyName)
            .toList();
    return ignored.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "no effect in an application server, whose own pool settings rule, has "
                + String.join(", ", ignored)
                + "; set instead in WildFly min-pool-size (with pool-prefill) and max-pool-size, in"
                + " Payara and GlassFish steady-pool-size and max-pool-size, in Open Liberty"
                + " minPoolSize and maxPoolSize of the connectionManager, in TomEE poolMinSize and"
                + " poolMaxSize");
  }
}
