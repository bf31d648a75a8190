package org.smtpra.it.liberty;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.smtpra.it.server.LogFile;

/**
 * The directories of one Liberty server outside of its installation.
 *
 * @param user WLP_USER_DIR
 * @param name the server's name
 */
record LibertyDirectory(Path user, String name) {

  /** A new server, in the place of an earlier run's. */
  static LibertyDirectory create(Path work, String name, String serverXml) {
    LibertyDirectory directory = new LibertyDirectory(work.resolve(name), name);
    try {
      deleteAll(directory.user());
      Files.createDirectories(directory.overrides());
      Files.createDirectories(directory.variables());
      Files.writeString(directory.server().resolve("server.xml"), serverXml);
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void deleteAll(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    List<Path> all;
    try (Stream<Path> files = Files.walk(root)) {
      all = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : all) {
      Files.delete(file);
    }
  }

  Path server() {
    return user.resolve("servers").resolve(name);
  }

  private Path variables() {
    return server().resolve("variables");
  }

  private Path overrides() {
    return server().resolve("configDropins/overrides");
  }

  LogFile log() {
    return new LogFile(server().resolve("logs/messages.log"));
  }

  /** Where the server says how its MBeans can be reached by its own user. */
  Path localAddress() {
    return server().resolve("logs/state/com.ibm.ws.jmx.local.address");
  }

  boolean has(String part) {
    return Files.exists(file(part));
  }

  /** Writes a part of the configuration at one stroke: the server looks at any moment. */
  void write(String part, String xml) {
    write(file(part), xml.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes a file of variables, in the same way. */
  void write(String file, Properties variables) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    try {
      variables.store(octets, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    write(variables().resolve(file + ".properties"), octets.toByteArray());
  }

  private void write(Path file, byte[] octets) {
    try {
      Path draft = Files.write(user.resolve("draft"), octets);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void delete(String part) {
    try {
      Files.delete(file(part));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path file(String part) {
    return overrides().resolve(part + ".xml");
  }
}
