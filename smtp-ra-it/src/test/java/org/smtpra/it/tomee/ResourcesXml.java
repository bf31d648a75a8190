package org.smtpra.it.tomee;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.smtpra.it.server.FactorySettings;
import org.smtpra.it.server.PoolSettings;

/** The file that names an application's connection factories. */
final class ResourcesXml {

  private static final String ADAPTER = "smtp/adapter";

  private ResourcesXml() {}

  static String of(List<FactorySettings> factories, Secrets secrets, List<String> more) {
    StringBuilder text = new StringBuilder("<resources>\n");
    text.append(
        """
          <Resource id="%s" type="org.smtpra.ra.SmtpResourceAdapter"
              class-name="org.smtpra.ra.SmtpResourceAdapter"/>
        """
            .formatted(ADAPTER));
    factories.forEach(factory -> append(text, factory, secrets));
    more.forEach(element -> text.append(element).append('\n'));
    return text.append("</resources>\n").toString();
  }

  private static void append(StringBuilder text, FactorySettings factory, Secrets secrets) {
    text.append(
        """
          <Resource id="smtp/%s" type="org.smtpra.SmtpConnectionFactory"
              class-name="org.smtpra.ra.SmtpManagedConnectionFactory">
        """
            .formatted(factory.name()));
    Map<String, String> properties = propertiesOf(factory);
    properties.computeIfPresent("password", (name, password) -> secrets.cipher(password));
    properties.forEach((name, value) -> text.append("    " + name + " = " + escaped(value) + "\n"));
    text.append("  </Resource>\n");
  }

  private static Map<String, String> propertiesOf(FactorySettings factory) {
    Map<String, String> all = new TreeMap<>(factory.properties());
    PoolSettings pool = factory.pool();
    all.put("ResourceAdapter", ADAPTER);
    all.put("TransactionSupport", factory.localTransactions() ? "local" : "none");
    all.put("poolMaxSize", String.valueOf(pool.max()));
    all.put("poolMinSize", String.valueOf(pool.min()));
    all.put("connectionMaxIdleMinutes", "0");
    all.put("connectionMaxWaitMilliseconds", String.valueOf(pool.acquire().toMillis()));
    factory
        .signOn()
        .ifPresent(
            signOn -> {
              all.put("userName", signOn.user());
              all.put("password", signOn.password());
            });
    return all;
  }

  /** The element holds a properties file, whose escapes are those of Java. */
  private static String escaped(String value) {
    StringBuilder text = new StringBuilder();
    value.chars().forEach(each -> text.append(escaped(each)));
    return text.toString();
  }

  private static String escaped(int each) {
    if (each == '\\') {
      return "\\\\";
    }
    boolean plain = each >= ' ' && each <= '~' && each != '<' && each != '&';
    return plain ? Character.toString(each) : String.format(Locale.ROOT, "\\u%04x", each);
  }
}
