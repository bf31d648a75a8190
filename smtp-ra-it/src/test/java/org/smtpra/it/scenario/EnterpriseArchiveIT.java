package org.smtpra.it.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.util.Properties;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.ResourceAdapterArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.smtpra.it.server.Application;
import org.smtpra.it.server.ApplicationArchive;
import org.smtpra.it.server.FactorySettings;
import org.smtpra.testkit.ScriptedSmtpServer;

/** An application can bring the adapter along. */
@Acceptance
class EnterpriseArchiveIT {

  @RegisterExtension final Stage stage = new Stage();

  @Test
  void archiveInsideAnEarServesTheEarsWebApplicationWithoutAManifestLine() throws IOException {
    ScriptedSmtpServer mail = stage.start(ScriptedSmtpServer.builder());
    FactorySettings settings = Stage.plain("inside", mail).in("mailing.ear#smtp-ra.rar");
    stage.configure(settings);
    EnterpriseArchive ear =
        ShrinkWrap.create(EnterpriseArchive.class, "mailing.ear")
            .addAsModule(
                ShrinkWrap.createFromZipFile(
                    ResourceAdapterArchive.class, new File(System.getProperty("smtp-ra.rar"))))
            .addAsModule(
                ApplicationArchive.war("inside.war", stage.server().jndiNameInside("inside"), ""));
    stage
        .server()
        .descriptorsInside(settings)
        .forEach((path, text) -> ear.add(new StringAsset(text), path));
    Application application = stage.deploy("inside", ear);
    for (String component : new String[] {"ejb", "servlet", "cdi"}) {
      Properties answer = application.run("send", "via", component, "multipart", "true");
      assertEquals("250", answer.getProperty("reply"), answer::toString);
    }
    assertEquals(3, mail.received().size());
  }
}
