package org.smtpra.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.smtpra.bench.client.Workload;
import org.smtpra.bench.peer.Peer;

/** The rates of one workload as bars, in SVG. */
public final class Picture {
  private static final int LABEL = 160;
  private static final int BARS = 480;
  private static final int ROW = 24;
  private static final int HEAD = 40;
  private static final int NUMBER = 90;

  private Picture() {}

  /** The picture of a workload; empty if nothing was measured. */
  public static List<String> lines(Results results, Workload workload) {
    Map<Peer, Measurement> medians = results.medians(workload);
    double most =
        medians.values().stream().mapToDouble(Measurement::messagesPerSecond).max().orElse(1);
    List<String> lines = new ArrayList<>();
    lines.add(
        format(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\""
                + " font-size=\"13\">",
            LABEL + BARS + NUMBER, HEAD + ROW * medians.size() + 8));
    lines.add("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>");
    lines.add(
        format(
            "<text x=\"8\" y=\"22\" font-weight=\"bold\">messages/s: %s</text>", workload.title()));
    int top = HEAD;
    for (Map.Entry<Peer, Measurement> entry : medians.entrySet()) {
      lines.addAll(bar(entry.getKey(), entry.getValue().messagesPerSecond(), most, top));
      top += ROW;
    }
    lines.add("</svg>");
    return lines;
  }

  private static List<String> bar(Peer peer, double rate, double most, int top) {
    double width = Math.max(1, rate / most * BARS);
    return List.of(
        format("<text x=\"8\" y=\"%d\">%s</text>", top + 15, peer.label()),
        format(
            "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>",
            LABEL, top + 3, width, ROW - 8, colour(peer)),
        format("<text x=\"%.1f\" y=\"%d\">%.0f</text>", LABEL + width + 6, top + 15, rate));
  }

  private static String colour(Peer peer) {
    if (peer.label().startsWith("bare")) {
      return "#b0b0b0";
    }
    return peer.label().startsWith("smtp-ra") ? "#2b6cb0" : "#d69e2e";
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
