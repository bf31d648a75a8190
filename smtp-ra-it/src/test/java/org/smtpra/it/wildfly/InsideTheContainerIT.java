package org.smtpra.it.wildfly;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.as.arquillian.api.ServerSetup;
import org.jboss.as.arquillian.api.ServerSetupTask;
import org.jboss.as.arquillian.container.ManagementClient;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.smtpra.SmtpConnection;
import org.smtpra.SmtpConnectionFactory;
import org.smtpra.it.app.CdiBeanSender;
import org.smtpra.it.app.Letter;
import org.smtpra.it.app.Sender;
import org.smtpra.it.server.ApplicationArchive;
import org.smtpra.it.server.FactorySettings;
import org.smtpra.testkit.ScriptedSmtpServer;

/** Injection as application code sees it: this test runs inside the server. */
@ExtendWith(ArquillianExtension.class)
@ServerSetup(InsideTheContainerIT.Setup.class)
class InsideTheContainerIT {

  private static final Letter LETTER = new Letter("anna@example.org", "From inside", true);

  @Resource(lookup = "java:/smtp/within")
  private SmtpConnectionFactory injected;

  @EJB private Sender ejb;

  @Inject private CdiBeanSender bean;

  @Deployment
  static WebArchive application() {
    return ApplicationArchive.war("within.war", "java:/smtp/within", "deployment.smtp-ra.rar");
  }

  @Test
  void allComponentsHaveTheSameFactoryInjectedAndSend() throws Exception {
    assertNotNull(injected);
    assertSame(injected, ejb.factory());
    assertSame(injected, bean.factory());
    assertEquals(250, ejb.send(injected, LETTER).finalReply().code());
    assertEquals(250, bean.send(bean.factory(), LETTER).finalReply().code());
  }

  @Test
  void leaseSendsSeveralMessagesOverOneSession() throws Exception {
    long before = injected.status().leasesTaken();
    try (SmtpConnection lease = injected.getConnection()) {
      assertEquals(250, lease.send(LETTER.message(injected)).finalReply().code());
      assertEquals(250, lease.send(LETTER.message(injected)).finalReply().code());
    }
    assertEquals(before + 1, injected.status().leasesTaken());
    assertEquals(0, injected.status().leases().size());
  }

  /** Runs in the test's JVM, before and after the deployment. */
  static final class Setup implements ServerSetupTask {

    private final ScriptedSmtpServer mail = ScriptedSmtpServer.builder().start();

    @Override
    public void setup(ManagementClient client, String containerId) {
      try (WildFly server = connect()) {
        server.installAdapter();
        server.configure(FactorySettings.plain("within", mail.port()));
      }
    }

    @Override
    public void tearDown(ManagementClient client, String containerId) {
      try (WildFly server = connect()) {
        server.remove(FactorySettings.plain("within", mail.port()));
      }
      mail.close();
    }

    private static WildFly connect() {
      return WildFlyProduct.connect("smtp-ra.port-offset", "standalone");
    }
  }
}
