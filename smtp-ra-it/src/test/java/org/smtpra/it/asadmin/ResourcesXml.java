package org.smtpra.it.asadmin;

import java.util.stream.Collectors;
import org.smtpra.it.server.FactorySettings;

/** The descriptor by which an EAR that has the archive inside brings its connection factory. */
final class ResourcesXml {

  static final String PATH = "META-INF/glassfish-resources.xml";

  private ResourcesXml() {}

  /** Of resources that no other application sees. */
  static String jndiName(String factoryName) {
    return "java:app/" + FactoryCommands.jndiName(factoryName);
  }

  static String of(FactorySettings settings) {
    return """
        <?xml version="1.0" encoding="UTF-8"?>
        <!DOCTYPE resources PUBLIC "-//GlassFish.org//DTD GlassFish Application Server 3.1 Resource Definitions//EN"
            "http://glassfish.org/dtds/glassfish-resources_1_5.dtd">
        <resources>
          <connector-connection-pool name="java:app/%1$s" resource-adapter-name="%2$s"
              connection-definition-name="org.smtpra.SmtpConnectionFactory" transaction-support="NoTransaction"
              steady-pool-size="%3$d" max-pool-size="%4$d" max-wait-time-in-millis="%5$d">
        %6$s
          </connector-connection-pool>
          <connector-resource pool-name="java:app/%1$s" jndi-name="%7$s"/>
        </resources>
        """
        .formatted(
            FactoryCommands.poolName(settings.name()),
            FactoryCommands.moduleName(settings.archive()),
            settings.pool().min(),
            settings.pool().max(),
            settings.pool().acquire().toMillis(),
            properties(settings),
            jndiName(settings.name()));
  }

  private static String properties(FactorySettings settings) {
    return settings.properties().entrySet().stream()
        .map(
            each ->
                "    <property name=\"%s\" value=\"%s\"/>"
                    .formatted(each.getKey(), each.getValue()))
        .collect(Collectors.joining("\n"));
  }
}
