package org.smtpra.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * When, where and how a run was made: a line of {@code name: value} for each thing to know.
 *
 * @param facts in the order of the report; values have no line ends
 */
public record Environment(Map<String, String> facts) {

  /** Reads what {@link #write} has written. */
  public static Environment read(Path file) throws IOException {
    Map<String, String> facts = new LinkedHashMap<>();
    for (String line : Files.readAllLines(file)) {
      int colon = line.indexOf(": ");
      if (colon > 0) {
        facts.put(line.substring(0, colon), line.substring(colon + 2));
      }
    }
    return new Environment(facts);
  }

  /** Writes it to a file. */
  public void write(Path file) throws IOException {
    Files.write(file, lines("", ""));
  }

  /** As a list in Markdown. */
  List<String> markdown() {
    return lines("- **", "**");
  }

  /** One of the facts, empty if it is not known. */
  String fact(String name) {
    return facts.getOrDefault(name, "");
  }

  private List<String> lines(String before, String after) {
    return facts.entrySet().stream()
        .map(fact -> before + fact.getKey() + after + ": " + fact.getValue())
        .toList();
  }
}
