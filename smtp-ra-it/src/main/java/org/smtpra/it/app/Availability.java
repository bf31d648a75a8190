package org.smtpra.it.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.lang.management.ManagementFactory;
import java.util.stream.Stream;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;

/**
 * Answers with the metric of a host's availability, as a JMX exporter inside the server reads it.
 */
@ApplicationScoped
@Named("availability")
public class Availability implements Action {

  @Override
  public void run(Request request, Answer answer) throws Exception {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    String host = request.text("host");
    for (ObjectName bean :
        server.queryNames(new ObjectName("org.smtpra:type=ConnectionFactory,*"), null)) {
      Stream.of((CompositeData[]) server.getAttribute(bean, "Metrics"))
          .filter(row -> row.get("name").equals("smtpra.host.available"))
          .filter(row -> row.get("tags").equals("host=" + host))
          .forEach(row -> answer.with("available", row.get("value")));
    }
  }
}
