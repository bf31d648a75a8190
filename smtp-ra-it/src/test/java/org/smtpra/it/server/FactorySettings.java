package org.smtpra.it.server;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One connection factory as a scenario wants it, in the project's words: the driver of a server
 * turns it into that server's configuration.
 *
 * @param name unique in the server, and the last part of its JNDI name
 * @param archive the deployed archive; inside an EAR the EAR's name, #, and the archive's
 * @param properties the adapter's own properties
 * @param pool the bounds of the server's pool
 * @param signOn as whom the container signs in, from its store of secrets
 * @param localTransactions whether the administrator wrongly claims local transactions
 */
public record FactorySettings(
    String name,
    String archive,
    Map<String, String> properties,
    PoolSettings pool,
    Optional<SignOn> signOn,
    boolean localTransactions) {

  /** Copies the properties. */
  public FactorySettings {
    properties = Map.copyOf(properties);
  }

  /** A factory of the archive that is deployed on its own, with the usual pool. */
  public static FactorySettings of(String name) {
    return new FactorySettings(
        name, "smtp-ra.rar", Map.of(), PoolSettings.usual(), Optional.empty(), false);
  }

  /** The same, leading to one mail server on this machine, in clear text. */
  public static FactorySettings plain(String name, int port) {
    return to(name, port).with("security", "NONE");
  }

  /** The same, leading to one mail server on this machine, with STARTTLS. */
  public static FactorySettings to(String name, int port) {
    return of(name).with("host", "localhost").with("port", String.valueOf(port));
  }

  /** The same with one property more, or with another value of it. */
  public FactorySettings with(String property, String value) {
    Map<String, String> more = new LinkedHashMap<>(properties);
    more.put(property, value);
    return new FactorySettings(name, archive, more, pool, signOn, localTransactions);
  }

  /** The same under another name. */
  public FactorySettings named(String other) {
    return new FactorySettings(other, archive, properties, pool, signOn, localTransactions);
  }

  /** The same with another pool. */
  public FactorySettings with(PoolSettings other) {
    return new FactorySettings(name, archive, properties, other, signOn, localTransactions);
  }

  /** The same for another archive. */
  public FactorySettings in(String otherArchive) {
    return new FactorySettings(name, otherArchive, properties, pool, signOn, localTransactions);
  }

  /** The same with container-managed sign-on. */
  public FactorySettings signedOnAs(String user, String password) {
    return new FactorySettings(
        name,
        archive,
        properties,
        pool,
        Optional.of(new SignOn(user, password)),
        localTransactions);
  }

  /** The same with the wrong claim. */
  public FactorySettings claimingLocalTransactions() {
    return new FactorySettings(name, archive, properties, pool, signOn, true);
  }

  /**
   * Whom the container signs in.
   *
   * @param user the user
   * @param password the user's password
   */
  public record SignOn(String user, String password) {}
}
