package org.smtpra.it.liberty;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.smtpra.it.server.AdministrationException;

/** The pools of a running server, by its MBeans. */
final class PoolBean {

  private static final String NAME =
      "WebSphere:type=com.ibm.ws.jca.cm.mbean.ConnectionManagerMBean,jndiName=%s,*";

  private PoolBean() {}

  /** Nothing is destroyed where the factory was not used yet: it has no pool. */
  @SuppressWarnings("BanJNDI") // the address is the server's own, on this machine
  static void purge(Path localAddress, String jndiName) {
    try (JMXConnector connector =
        JMXConnectorFactory.connect(new JMXServiceURL(Files.readString(localAddress).strip()))) {
      MBeanServerConnection server = connector.getMBeanServerConnection();
      for (ObjectName pool : server.queryNames(new ObjectName(NAME.formatted(jndiName)), null)) {
        server.invoke(
            pool,
            "purgePoolContents",
            new Object[] {"normal"},
            new String[] {String.class.getName()});
      }
    } catch (JMException e) {
      throw new AdministrationException(e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
