package org.smtpra.rar;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The archive that was built, by the name that applications put into their manifests. */
final class Archive {

  private static final Path FILE = Path.of("target", "smtp-ra.rar");

  private final Map<String, byte[]> entries;

  private Archive(Map<String, byte[]> entries) {
    this.entries = entries;
  }

  static Archive open() throws IOException {
    try (InputStream file = Files.newInputStream(FILE)) {
      return new Archive(read(file));
    }
  }

  private static Map<String, byte[]> read(InputStream file) throws IOException {
    Map<String, byte[]> entries = new TreeMap<>();
    try (ZipInputStream zip = new ZipInputStream(file)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (!entry.isDirectory()) {
          entries.put(entry.getName(), zip.readAllBytes());
        }
      }
    }
    return entries;
  }

  List<String> names() {
    return List.copyOf(entries.keySet());
  }

  List<String> jars() {
    return names().stream().filter(name -> name.endsWith(".jar")).toList();
  }

  InputStream content(String name) {
    return new ByteArrayInputStream(entries.get(name));
  }

  /** The names of what is in one of the jars. */
  List<String> namesIn(String jar) throws IOException {
    return List.copyOf(read(content(jar)).keySet());
  }
}
