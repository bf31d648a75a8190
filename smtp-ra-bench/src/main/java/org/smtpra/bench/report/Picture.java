package org.smtpra.bench.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.smtpra.bench.client.Workload;
import org.smtpra.bench.peer.Peer;

/**
 * The rates of all senders at three round-trip times, in SVG: a row a sender, a column of bars with
 * its own scale for each time. Its colours follow the reader's light or dark mode.
 */
public final class Picture {
  private static final int LABELS = 160;
  private static final int BARS = 180;
  private static final int PANEL = 260;
  private static final int ROW = 22;
  private static final int HEAD = 92;
  private static final int FOOT = 48;
  private static final int MOST_TICKS = 4;
  private static final double FAR_AWAY = 2.5;
  private static final List<String> STYLE =
      List.of(
          "<style>",
          "text{font:13px system-ui,sans-serif;fill:#1f2328}",
          ".title{font-size:16px;font-weight:600}.head{font-weight:600}",
          ".quiet{fill:#59636e;font-size:11px}.strong{font-weight:600}",
          ".page{fill:#fff}.grid{stroke:#d1d9e0}",
          ".ours{fill:#0969da}.other{fill:#c69026}.limit{fill:#afb8c1}",
          "@media (prefers-color-scheme:dark){text{fill:#e6edf3}.quiet{fill:#9198a1}",
          ".page{fill:#0d1117}.grid{stroke:#3d444d}",
          ".ours{fill:#4493f8}.other{fill:#9e6a03}.limit{fill:#656c76}}",
          "</style>");

  private final Results results;
  private final List<Peer> peers;
  private final List<String> lines = new ArrayList<>();

  private Picture(Results results) {
    this.results = results;
    this.peers = Compared.peers(results);
  }

  /** The picture. */
  public static List<String> lines(Results results) {
    return new Picture(results).draw();
  }

  private List<String> draw() {
    int width = LABELS + PANEL * Compared.ALL.size();
    int height = HEAD + ROW * peers.size() + FOOT;
    add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
            + " role=\"img\" aria-label=\"messages a second of each sender\">",
        width, height, width, height);
    lines.addAll(STYLE);
    add("<rect class=\"page\" width=\"100%%\" height=\"100%%\" rx=\"6\"/>");
    add(
        "<text x=\"12\" y=\"26\" class=\"title\">Messages a second: 2 KiB, 8 callers on 8 sessions</text>");
    legend(12, "ours", "smtp-ra");
    legend(112, "other", "others");
    legend(202, "limit", "bare socket: the limit");
    int left = LABELS;
    for (Workload workload : Compared.ALL) {
      panel(workload, left);
      left += PANEL;
    }
    for (int i = 0; i < peers.size(); i++) {
      add(
          "<text x=\"%d\" y=\"%d\" text-anchor=\"end\"%s>%s</text>",
          LABELS - 8,
          top(i) + 15,
          peers.get(i).isOurs() ? " class=\"strong\"" : "",
          peers.get(i).label());
    }
    lines.add("</svg>");
    return lines;
  }

  private void legend(int left, String colour, String text) {
    add(
        "<rect x=\"%d\" y=\"40\" width=\"12\" height=\"12\" class=\"%s\"/>"
            + "<text x=\"%d\" y=\"51\">%s</text>",
        left, colour, left + 18, text);
  }

  private void panel(Workload workload, int left) {
    double most = scale(workload);
    add(
        "<text x=\"%d\" y=\"%d\" class=\"head\">round-trip time %d ms</text>",
        left, HEAD - 12, workload.rttMillis());
    axis(most, left);
    for (int i = 0; i < peers.size(); i++) {
      Peer peer = peers.get(i);
      int top = top(i);
      rate(workload, peer).ifPresent(rate -> bar(peer, rate, most, left, top));
    }
  }

  private void axis(double most, int left) {
    int bottom = HEAD + ROW * peers.size() + 4;
    double step = step(most);
    for (double tick = 0; tick <= most; tick += step) {
      double x = left + tick / most * BARS;
      add(
          "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\" class=\"grid\"/>",
          x, x, HEAD - 4, bottom);
      add(
          "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\" class=\"quiet\">%,.0f</text>",
          x, bottom + 14, tick);
    }
    add(
        "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\" class=\"quiet\">messages/s</text>",
        left + BARS / 2, bottom + 30);
  }

  /** The rate that fills a column: the highest, or the second if the highest is far away. */
  private double scale(Workload workload) {
    List<Double> rates =
        peers.stream()
            .map(peer -> rate(workload, peer))
            .flatMap(Optional::stream)
            .sorted(Comparator.reverseOrder())
            .toList();
    if (rates.isEmpty()) {
      return 1;
    }
    boolean alone = rates.size() > 1 && rates.get(0) > FAR_AWAY * rates.get(1);
    return Math.max(1, rates.get(alone ? 1 : 0));
  }

  private void bar(Peer peer, double rate, double most, int left, int top) {
    double width = Math.min(BARS, Math.max(1, rate / most * BARS));
    add(
        "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" class=\"%s\"/>",
        left, top + 3, width, ROW - 7, colour(peer));
    if (rate > most) {
      // The bar is broken: it would go on.
      add("<path d=\"M%d %dl6 -19h5l-6 19z\" class=\"page\"/>", left + BARS - 24, top + 20);
    }
    add(
        "<text x=\"%.1f\" y=\"%d\"%s>%,.0f</text>",
        left + width + 5, top + 15, peer.isOurs() ? " class=\"strong\"" : "", rate);
  }

  private Optional<Double> rate(Workload workload, Peer peer) {
    return results.median(workload, peer).map(Measurement::messagesPerSecond);
  }

  private static int top(int row) {
    return HEAD + ROW * row;
  }

  /** A round number that goes into the most not more than a few times. */
  private static double step(double most) {
    double power = Math.pow(10, Math.floor(Math.log10(most / MOST_TICKS)));
    for (int factor : List.of(1, 2, 5)) {
      if (most / (factor * power) <= MOST_TICKS) {
        return factor * power;
      }
    }
    return 10 * power;
  }

  private static String colour(Peer peer) {
    if (peer.isLimit()) {
      return "limit";
    }
    return peer.isOurs() ? "ours" : "other";
  }

  private void add(String format, Object... values) {
    lines.add(String.format(Locale.ROOT, format, values));
  }
}
