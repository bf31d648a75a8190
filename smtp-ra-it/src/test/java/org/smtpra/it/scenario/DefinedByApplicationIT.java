package org.smtpra.it.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Properties;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.ResourceAdapterArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.smtpra.it.server.Application;
import org.smtpra.it.server.ApplicationArchive;
import org.smtpra.testkit.ScriptedSmtpServer;

/** An application that brings the adapter along defines its connection factories itself. */
@Acceptance
class DefinedByApplicationIT {

  private static final String DESCRIBED = "java:app/smtp/described";
  private static final String ANNOTATED = "java:app/smtp/annotated";

  @RegisterExtension final Stage stage = new Stage();

  @TempDir static Path directory;

  private ScriptedSmtpServer mail;
  private Application application;

  @BeforeAll
  void deploy() throws IOException {
    mail = stage.start(ScriptedSmtpServer.builder());
    WebArchive war = ApplicationArchive.war("defining.war", DESCRIBED, "");
    String webXml = ApplicationArchive.webXml(DESCRIBED, definition());
    war.setWebXML(new StringAsset(webXml));
    war.addAsWebInfResource(
        AnnotatedListener.compile(ANNOTATED, mail.port(), directory).toFile(),
        "classes/" + AnnotatedListener.CLASS_FILE);
    application =
        stage.deploy(
            "defining",
            ShrinkWrap.create(EnterpriseArchive.class, "defining.ear")
                .addAsModule(
                    ShrinkWrap.createFromZipFile(
                        ResourceAdapterArchive.class, new File(System.getProperty("smtp-ra.rar"))))
                .addAsModule(war));
  }

  private String definition() {
    return """
          <connection-factory>
            <name>%s</name>
            <interface-name>org.smtpra.SmtpConnectionFactory</interface-name>
            <resource-adapter>#smtp-ra</resource-adapter>
            <max-pool-size>2</max-pool-size>
            <min-pool-size>0</min-pool-size>
            <transaction-support>NoTransaction</transaction-support>
            <property><name>host</name><value>localhost</value></property>
            <property><name>port</name><value>%d</value></property>
            <property><name>security</name><value>NONE</value></property>
          </connection-factory>
        """
        .formatted(DESCRIBED, mail.port());
  }

  @ParameterizedTest
  @ValueSource(strings = {DESCRIBED, ANNOTATED})
  void factoryOfTheDescriptorAndOfTheAnnotationSends(String factory) {
    int before = mail.received().size();
    Properties answer = application.run("send", "via", "ejb", "factory", factory);
    assertEquals("250", answer.getProperty("reply"), answer::toString);
    assertEquals(before + 1, mail.received().size());
  }
}
