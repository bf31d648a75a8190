package org.smtpra.standalone.outage;

import java.util.ArrayList;
import java.util.List;

/**
 * One scenario's part of the page.
 *
 * @param title its heading
 * @param text what was done
 * @param rows figure, ours, theirs
 */
record ScenarioFigures(String title, String text, List<Row> rows) {

  ScenarioFigures {
    rows = List.copyOf(rows);
  }

  /**
   * One figure.
   *
   * @param figure what is counted
   * @param ours what smtp-ra did
   * @param theirs what MailKit.Pooling published; an empty text for nothing
   */
  record Row(String figure, String ours, String theirs) {}

  /** Collects rows. */
  static final class Rows {
    private final List<Row> rows = new ArrayList<>();

    Rows add(String figure, Object ours, String theirs) {
      rows.add(new Row(figure, String.valueOf(ours), theirs));
      return this;
    }

    List<Row> list() {
      return rows;
    }
  }

  String markdown() {
    StringBuilder page = new StringBuilder("## " + title + "\n\n" + text + "\n\n");
    page.append("| figure | smtp-ra, this run | MailKit.Pooling, published |\n|---|---|---|\n");
    rows.forEach(
        row ->
            page.append("| " + row.figure() + " | " + row.ours() + " | " + row.theirs() + " |\n"));
    return page.append('\n').toString();
  }
}
