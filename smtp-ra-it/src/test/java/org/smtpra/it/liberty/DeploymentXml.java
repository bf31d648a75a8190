package org.smtpra.it.liberty;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;

/** The configuration of one archive, and how the server's messages tell what became of it. */
final class DeploymentXml {

  private static final String ADAPTER = ".rar";
  private static final String OBSERVABILITY = "WEB-INF/lib/smtp-ra-observability.jar";

  private static final Pattern STOPPED =
      Pattern.compile("CWWKZ0009I: The application (\\S+) has stopped");

  private DeploymentXml() {}

  static String of(Path file) {
    String fileName = file.getFileName().toString();
    if (fileName.endsWith(ADAPTER)) {
      return new XmlText()
          .empty(
              "resourceAdapter",
              Map.of("id", FactoryXml.adapterId(fileName), "location", file.toString()))
          .document();
    }
    String name = name(fileName);
    XmlText xml =
        new XmlText()
            .open("application", Map.of("id", name, "name", name, "location", file.toString()));
    Map<String, String> classLoader = new HashMap<>();
    String adapter = adapterOf(file);
    if (!adapter.isEmpty()) {
      classLoader.put("classProviderRef", adapter);
    }
    if (has(file, OBSERVABILITY)) {
      // As docs/how-to/observe.md says of OpenTelemetry.
      classLoader.put("apiTypeVisibility", "+third-party");
    }
    if (!classLoader.isEmpty()) {
      xml.empty("classloader", classLoader);
    }
    return xml.close("application").document();
  }

  private static String name(String fileName) {
    return fileName.substring(0, fileName.lastIndexOf('.'));
  }

  private static boolean has(Path file, String entry) {
    try (JarFile jar = new JarFile(file.toFile())) {
      return jar.getEntry(entry) != null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String adapterOf(Path file) {
    try (JarFile jar = new JarFile(file.toFile())) {
      Manifest manifest = jar.getManifest();
      String line = manifest == null ? null : manifest.getMainAttributes().getValue("Dependencies");
      return line == null ? "" : line;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String success(String fileName) {
    return fileName.endsWith(ADAPTER)
        ? "J2CA7001I: Resource adapter " + FactoryXml.adapterId(fileName) + " installed"
        : "CWWKZ0001I: Application " + name(fileName) + " started";
  }

  static List<String> failures(String fileName) {
    String subject = fileName.endsWith(ADAPTER) ? FactoryXml.adapterId(fileName) : name(fileName);
    return List.of(
        "CWWKZ0012I: The application " + subject + " was not started",
        "starting the application " + subject + ".",
        "J2CA7002E: An exception occurred while installing the resource adapter " + subject);
  }

  /** The applications that the server restarts because something they use has changed. */
  static List<String> stopped(String log) {
    return STOPPED.matcher(log).results().map(each -> each.group(1)).toList();
  }

  static String restart(String application) {
    return "CWWKZ0003I: The application " + application + " updated";
  }

  static String removal(String fileName) {
    return fileName.endsWith(ADAPTER)
        ? "J2CA7009I: The resource adapter " + FactoryXml.adapterId(fileName) + " has uninstalled"
        : "CWWKZ0009I: The application " + name(fileName) + " has stopped successfully";
  }
}
