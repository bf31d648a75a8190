package org.smtpra.it.server;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A running application server, as its administrator sees it. One implementation for each product;
 * the scenarios know only this. A failed operation throws {@link AdministrationException} with the
 * text that the administrator sees.
 */
public interface ApplicationServer extends AutoCloseable {

  /** Deploys the archive, unless it is there. */
  void installAdapter();

  /**
   * Makes a connection factory and activates it, or lets it come to life when the archive is
   * deployed.
   */
  void configure(FactorySettings settings);

  /**
   * Makes the connection factory {@code mailbox}, which signs in with tokens, by the commands of
   * docs/how-to/tokens.md alone.
   *
   * @param values what the reader of that page fills in
   * @return takes it away again
   */
  AutoCloseable configureWithToken(Map<String, String> values);

  /**
   * Makes a connection factory that cannot work, and uses it where only that shows it.
   *
   * @return what the administrator reads about it, in the answer of a command or in the log; empty
   *     if there is nothing to read
   */
  String complaintAbout(FactorySettings mistaken);

  /**
   * Sets one more property of a connection factory that is in use, without a restart of the server.
   *
   * @param before the factory's settings so far, without this property
   * @param property the adapter's property
   * @param value what it is from now on
   * @return its settings from now on
   */
  FactorySettings set(FactorySettings before, String property, String value);

  /** Removes a connection factory, and what belongs to it. */
  void remove(FactorySettings settings);

  /** The JNDI name under which a factory is bound. */
  String jndiName(String factoryName);

  /** The same for a factory of an archive inside the application's own EAR. */
  default String jndiNameInside(String factoryName) {
    return jndiName(factoryName);
  }

  /**
   * What an EAR with the archive inside brings along, where the server has no way to configure an
   * archive before it is deployed: descriptors by their path in the EAR.
   */
  default Map<String, String> descriptorsInside(FactorySettings settings) {
    return Map.of();
  }

  /** The console's test of a pool; empty if it succeeds, else what the administrator reads. */
  Optional<String> testConnection(String factoryName);

  /** Destroys the pooled connections of a factory; does nothing where the server cannot. */
  void flush(String factoryName);

  /** What an application's manifest says to see the classes of an archive; may be empty. */
  String manifestDependencies(String archive);

  /** Deploys an archive under its file's name. */
  void deploy(Path archive);

  /** Removes a deployment. */
  void undeploy(String fileName);

  /**
   * The name, as a regular expression, of a thread of the server's own that stays after an
   * undeployment, and with it the class loader of one archive; empty if there is none.
   */
  default String threadThatKeepsAnArchive() {
    return "";
  }

  /** Where applications answer. */
  URI http();

  /**
   * Switches the server's own metrics on, as docs/how-to/observe.md says.
   *
   * @return where Prometheus reads them
   */
  URI metrics();

  /**
   * Switches MicroProfile Health on, as docs/how-to/observe.md says.
   *
   * @return where it is asked whether the applications are ready
   */
  URI readiness();

  /**
   * Switches OpenTelemetry on for applications that are deployed from now on, as
   * docs/how-to/observe.md says.
   *
   * @param collector where the server sends spans over OTLP/gRPC
   * @return switches it off again
   */
  AutoCloseable trace(URI collector);

  /** Begins to listen to the server's log. */
  LogMark markLog();

  @Override
  void close();

  /** A place in the server's log. */
  interface LogMark {

    /** Everything that was logged since. */
    String text();
  }
}
