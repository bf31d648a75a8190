package org.smtpra.observability.reading;

import java.util.List;

/** A bean with the attribute of the adapter's, whose figures a test sets. */
public interface CountsMXBean {

  /** The rows. */
  List<Row> getMetrics();

  /** One figure, with the names that the adapter's rows have. */
  final class Row {

    private final String name;
    private final String kind;
    private final long count;

    /** A counter or gauge. */
    public Row(String name, String kind, long count) {
      this.name = name;
      this.kind = kind;
      this.count = count;
    }

    /** As in the adapter's. */
    public String getName() {
      return name;
    }

    /** As in the adapter's. */
    public String getTags() {
      return "host=localhost:25,reason=IDLE";
    }

    /** As in the adapter's. */
    public String getKind() {
      return kind;
    }

    /** As in the adapter's. */
    public String getUnit() {
      return "messages";
    }

    /** As in the adapter's. */
    public double getValue() {
      return count;
    }

    /** As in the adapter's. */
    public long getCount() {
      return kind.equals("GAUGE") ? 0 : count;
    }

    /** As in the adapter's. */
    public double getLongest() {
      return 0;
    }
  }
}
