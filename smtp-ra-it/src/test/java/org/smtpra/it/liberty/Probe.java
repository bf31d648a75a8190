package org.smtpra.it.liberty;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.smtpra.it.server.ApplicationArchive;

/**
 * An application whose only purpose is to have a connection factory injected: Open Liberty makes
 * the factory then, and not before.
 */
final class Probe {

  private static final String NAME = "probe";

  private Probe() {}

  /** Deploys it, asks it for its first answer, whatever that is, and removes it. */
  static void use(Liberty server, String jndiName, String adapter, Path directory) {
    Path war =
        ApplicationArchive.write(
            ApplicationArchive.war(NAME + ".war", jndiName, adapter), directory);
    server.deploy(war);
    try {
      HttpClient.newHttpClient()
          .send(
              HttpRequest.newBuilder(server.http().resolve("/" + NAME + "/run/send"))
                  .POST(HttpRequest.BodyPublishers.noBody())
                  .build(),
              HttpResponse.BodyHandlers.discarding());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while an application is asked", e);
    } finally {
      server.undeploy(war.getFileName().toString());
    }
  }
}
