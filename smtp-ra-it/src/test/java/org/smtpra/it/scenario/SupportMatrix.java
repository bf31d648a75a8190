package org.smtpra.it.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The page that says which scenario works on which server, made from the outcomes of runs. */
final class SupportMatrix {

  private final List<Outcomes> columns;
  private final List<String> reasons = new ArrayList<>();

  private SupportMatrix(List<Outcomes> columns) {
    this.columns = columns;
  }

  static SupportMatrix of(List<Outcomes> columns) {
    return new SupportMatrix(columns);
  }

  void write(Path page) throws IOException {
    Files.writeString(page, text());
  }

  private String text() {
    StringBuilder page =
        new StringBuilder(
            """
            # Which scenario works on which server

            Made by the acceptance tests from their last run, server by server: `mvn -ntp verify -Pall-servers`. The rows are
            the scenarios of `org.smtpra.it.scenario`, by class. A number leads to the reason why a scenario is left out.

            """);
    page.append("| |");
    columns.forEach(each -> page.append(' ').append(each.product()).append(" |"));
    page.append("\n|---|").append("---|".repeat(columns.size())).append("\n| JDK |");
    columns.forEach(each -> page.append(' ').append(each.java()).append(" |"));
    page.append('\n');
    appendRows(page);
    page.append(SightingTable.of(columns));
    if (!reasons.isEmpty()) {
      page.append("\n## Reasons\n\n");
    }
    for (int i = 0; i < reasons.size(); i++) {
      page.append(i + 1).append(". ").append(reasons.get(i)).append('\n');
    }
    return page.toString();
  }

  private void appendRows(StringBuilder page) {
    String group = "";
    for (String name : names()) {
      String type = name.substring(0, name.indexOf('.'));
      if (!type.equals(group)) {
        page.append("| **").append(words(type.replaceAll("IT$", ""))).append("** |");
        page.append(" |".repeat(columns.size())).append('\n');
        group = type;
      }
      page.append("| ").append(words(name.substring(type.length() + 1))).append(" |");
      columns.forEach(each -> page.append(' ').append(cell(each, name)).append(" |"));
      page.append('\n');
    }
  }

  private Set<String> names() {
    return columns.stream()
        .flatMap(each -> each.scenarios().keySet().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private String cell(Outcomes column, String name) {
    String outcome = column.scenarios().getOrDefault(name, "it was not run");
    return switch (outcome) {
      case Outcomes.PASSED -> "yes";
      case Outcomes.FAILED -> "**failed**";
      default -> "[" + numberOf(outcome) + "](#reasons)";
    };
  }

  private int numberOf(String reason) {
    if (!reasons.contains(reason)) {
      reasons.add(reason);
    }
    return reasons.indexOf(reason) + 1;
  }

  private static String words(String camelCase) {
    return camelCase.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT).strip();
  }
}
