package org.smtpra.token;

import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.smtpra.config.ConfigurationProblem;
import org.smtpra.config.Credentials;
import org.smtpra.config.InvalidConfigurationException;
import org.smtpra.config.SmtpProperty;
import org.smtpra.config.TokenConfiguration;
import org.smtpra.spi.TokenSource;

/** Finds the source of a user's tokens: a built-in one, a provider of the SPI, or a class. */
final class TokenSources {

  private TokenSources() {}

  /**
   * Makes one, for this user alone.
   *
   * @throws InvalidConfigurationException if there is no such class, or it is no source
   */
  static TokenSource of(Credentials user, TokenConfiguration configuration, Clock clock)
      throws InvalidConfigurationException {
    if (configuration.grant().isEmpty()) {
      return ofClass(configuration.source());
    }
    return switch (configuration.grant().get()) {
      case CLIENT_CREDENTIALS, REFRESH_TOKEN, JWT_BEARER ->
          new EndpointSource(configuration, user.userName(), clock);
      case FILE -> new FileSource(configuration.file().orElseGet(() -> Path.of("")));
    };
  }

  /** Of the adapter's class loader: a factory belongs to the server, not to an application. */
  private static TokenSource ofClass(String name) throws InvalidConfigurationException {
    ClassLoader loader = TokenSources.class.getClassLoader();
    try {
      Optional<TokenSource> provided =
          ServiceLoader.load(TokenSource.class, loader).stream()
              .filter(provider -> provider.type().getName().equals(name))
              .findFirst()
              .map(ServiceLoader.Provider::get);
      return provided.isPresent()
          ? provided.get()
          : Class.forName(name, true, loader)
              .asSubclass(TokenSource.class)
              .getConstructor()
              .newInstance();
    } catch (InvocationTargetException e) {
      throw unusable(name, String.valueOf(e.getCause()));
    } catch (ReflectiveOperationException | ClassCastException e) {
      throw unusable(name, e.toString());
    } catch (LinkageError | java.util.ServiceConfigurationError e) {
      throw unusable(name, e.toString());
    }
  }

  private static InvalidConfigurationException unusable(String name, String why) {
    return new InvalidConfigurationException(
        List.of(
            new ConfigurationProblem(
                SmtpProperty.TOKEN_SOURCE.propertyName(),
                name,
                SmtpProperty.TOKEN_SOURCE.allowedText()
                    + "; the class must be public, have a public constructor without parameters and be"
                    + " visible to the adapter ("
                    + why
                    + ")")));
  }
}
