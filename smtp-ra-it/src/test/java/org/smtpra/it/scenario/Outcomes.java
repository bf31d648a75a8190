package org.smtpra.it.scenario;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What became of the scenarios on one server.
 *
 * @param product the server's name and version
 * @param java the feature release of the JDK that ran it
 * @param scenarios by class and method: passed, failed, or why it was left out
 * @param sightings how soon an outage was seen, by where it was
 */
record Outcomes(
    String product, int java, Map<String, String> scenarios, Map<String, Sighting> sightings) {

  static final String PASSED = "passed";
  static final String FAILED = "failed";

  private static final String SUFFIX = ".outcomes";
  private static final String PRODUCT = "/product";
  private static final String JAVA = "/java";
  private static final String SIGHTING = "/seen in ";

  Outcomes {
    scenarios = new TreeMap<>(scenarios);
    sightings = new TreeMap<>(sightings);
  }

  /**
   * Writes a file of its own into the directory; what this run left out, an earlier one's stays.
   */
  void write(Path directory) throws IOException {
    String name = product.replace(' ', '-') + "-" + java + SUFFIX;
    Path file = directory.resolve(name);
    Properties lines = new Properties();
    if (Files.exists(file)) {
      lines.putAll(read(file).lines());
    }
    lines.putAll(lines());
    Files.createDirectories(directory);
    try (Writer out = Files.newBufferedWriter(file)) {
      lines.store(out, null);
    }
  }

  private Map<String, String> lines() {
    Map<String, String> lines = new HashMap<>(scenarios);
    sightings.forEach((where, sighting) -> lines.put(SIGHTING + where, sighting.text()));
    lines.put(PRODUCT, product);
    lines.put(JAVA, String.valueOf(java));
    return lines;
  }

  /** Those of all servers, in the order of their names. */
  static List<Outcomes> readAll(Path directory) throws IOException {
    List<Outcomes> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(each -> each.toString().endsWith(SUFFIX)).toList()) {
        all.add(read(file));
      }
    }
    all.sort(Comparator.comparing(Outcomes::product).thenComparing(Outcomes::java));
    return all;
  }

  private static Outcomes read(Path file) throws IOException {
    Properties lines = new Properties();
    try (Reader in = Files.newBufferedReader(file)) {
      lines.load(in);
    }
    Map<String, String> scenarios = new TreeMap<>();
    Map<String, Sighting> sightings = new TreeMap<>();
    for (String name : lines.stringPropertyNames()) {
      if (name.startsWith(SIGHTING)) {
        sightings.put(name.substring(SIGHTING.length()), Sighting.parse(lines.getProperty(name)));
      } else if (!name.startsWith("/")) {
        scenarios.put(name, lines.getProperty(name));
      }
    }
    return new Outcomes(
        lines.getProperty(PRODUCT),
        Integer.parseInt(lines.getProperty(JAVA)),
        scenarios,
        sightings);
  }
}
