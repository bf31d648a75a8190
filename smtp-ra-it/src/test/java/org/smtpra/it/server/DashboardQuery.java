package org.smtpra.it.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One query of a Grafana dashboard.
 *
 * @param expression in Prometheus' language
 */
public record DashboardQuery(String expression) {

  private static final Pattern EXPRESSION = Pattern.compile("\"expr\": \"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final Pattern METRIC = Pattern.compile("smtpra_\\w+");
  private static final Pattern SELECTED = Pattern.compile("(\\w+)=~?\"");
  private static final Pattern GROUPED = Pattern.compile("by \\(([^)]*)\\)");

  /** Those of a dashboard's file. */
  public static Set<DashboardQuery> readAll(Path file) throws IOException {
    Set<DashboardQuery> all =
        EXPRESSION
            .matcher(Files.readString(file))
            .results()
            .map(found -> new DashboardQuery(found.group(1).replace("\\\"", "\"")))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    if (all.isEmpty()) {
      throw new AssertionError(file + " has no queries");
    }
    return all;
  }

  /** The metrics that it names. */
  public Set<String> metrics() {
    return METRIC
        .matcher(expression)
        .results()
        .map(found -> found.group())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The labels that it selects and groups by. */
  public Set<String> labels() {
    Set<String> labels = new TreeSet<>();
    SELECTED.matcher(expression).results().forEach(found -> labels.add(found.group(1)));
    GROUPED
        .matcher(expression)
        .results()
        .flatMap(found -> Arrays.stream(found.group(1).split(", ", -1)))
        .forEach(labels::add);
    return labels;
  }
}
