package org.smtpra.demo;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Properties;

/**
 * What the Maven build and the user want.
 *
 * @param project the folder of this module
 * @param wildFly the unpacked distribution
 * @param mailDir the user's folder of mails, empty for the mails that come with the demo
 * @param keep whether to leave the server up
 */
record DemoOptions(Path project, Path wildFly, String mailDir, boolean keep) {

  /** Reads {@code demo.*} and {@code mail.dir}. */
  static DemoOptions of(Properties properties) throws DemoException {
    Path here = Path.of(properties.getProperty("demo.here", ""));
    String mailDir = properties.getProperty("mail.dir", "").strip();
    return new DemoOptions(
        required(properties, "demo.project"),
        required(properties, "demo.wildfly"),
        mailDir.isEmpty() ? "" : here.resolve(mailDir).normalize().toString(),
        keep(properties.getProperty("demo.keep", "false").strip()));
  }

  private static Path required(Properties properties, String name) throws DemoException {
    String value = properties.getProperty(name, "");
    if (value.isEmpty()) {
      throw new DemoException(name + " is not set: run the demo by mvn -Pdemo verify", null);
    }
    return Path.of(value);
  }

  private static boolean keep(String value) throws DemoException {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "", "true" -> true;
      case "false" -> false;
      default ->
          throw new DemoException(
              "demo.keep is \"" + value + "\": allowed are true and false", null);
    };
  }

  /** The file that is there after a success: the build looks for it. */
  Path success() {
    return project.resolve("target/demo-success");
  }

  /** Where everything goes that the demo makes. */
  Path work() {
    return project.resolve("target/demo");
  }
}
