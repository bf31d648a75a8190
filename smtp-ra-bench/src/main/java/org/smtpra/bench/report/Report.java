package org.smtpra.bench.report;

import java.util.ArrayList;
import java.util.List;

/** The whole report as Markdown: how it was made, the targets, the figures. */
public final class Report {
  private Report() {}

  /** The lines of the report. */
  public static List<String> lines(Results results, Environment environment) {
    List<String> lines = new ArrayList<>();
    lines.add("# Senders beside each other, " + environment.fact("date"));
    lines.add("");
    lines.addAll(environment.markdown());
    lines.add("");
    lines.add("![messages a second at three round-trip times](picture.svg)");
    lines.add("");
    lines.add("## Targets");
    lines.add("");
    lines.addAll(Targets.lines(results));
    lines.add("");
    lines.add("## Figures");
    lines.add("");
    lines.add(
        "Medians of all rounds, in brackets the least and the most; CPU, allocation and round trips are those"
            + " of a message; a dash is what is not measured.");
    lines.add("");
    lines.addAll(new Tables(results).lines());
    return lines;
  }
}
