package org.smtpra.it.wildfly;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Properties;
import org.jboss.arquillian.container.test.api.ContainerController;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.smtpra.it.server.Application;
import org.smtpra.it.server.ApplicationArchive;
import org.smtpra.it.server.FactorySettings;
import org.smtpra.testkit.ScriptedSmtpServer;

/** WildFly's profile without mail and EJB subsystems is enough. */
@ExtendWith(ArquillianExtension.class)
class MicroProfileIT {

  private static final String CONTAINER = "microprofile";

  /** What the mail subsystem of the other profiles adds to applications by itself. */
  private static final String MAIL_PROVIDER = ", org.eclipse.angus.mail services meta-inf";

  @ArquillianResource private ContainerController containers;

  @Test
  void servletSendsOnTheMicroProfileConfiguration(@TempDir Path directory) {
    containers.start(CONTAINER);
    try (ScriptedSmtpServer mail = ScriptedSmtpServer.builder().start();
        WildFly server = WildFlyProduct.connectToSecond(CONTAINER)) {
      server.installAdapter();
      server.configure(FactorySettings.plain("micro", mail.port()));
      server.deploy(
          ApplicationArchive.write(
              ApplicationArchive.warWithoutEjb(
                  "micro.war",
                  server.jndiName("micro"),
                  server.manifestDependencies("smtp-ra.rar") + MAIL_PROVIDER),
              directory));
      Application application = Application.at(server.http().resolve("/micro/"));
      Properties answer = application.run("send", "via", "servlet", "multipart", "true");
      assertEquals("250", answer.getProperty("reply"), answer::toString);
      assertEquals(1, mail.received().size());
    } finally {
      containers.stop(CONTAINER);
    }
  }
}
