package org.smtpra.it.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a server's metrics endpoint has said once, in Prometheus' text format.
 *
 * @param lines the samples
 * @param text all of it
 */
public record Scrape(List<Line> lines, String text) {

  private static final Pattern LINE = Pattern.compile("([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? (\\S+)");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

  /**
   * One sample.
   *
   * @param name the metric
   * @param labels by name
   * @param value the number
   */
  public record Line(String name, Map<String, String> labels, double value) {}

  /** Asks the endpoint. */
  public static Scrape of(HttpClient client, URI endpoint) {
    HttpRequest request = HttpRequest.newBuilder(endpoint).header("Accept", "text/plain").build();
    try {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new AssertionError(endpoint + " answered " + answer.statusCode());
      }
      return parse(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for " + endpoint, e);
    }
  }

  private static Scrape parse(String text) {
    List<Line> lines = new ArrayList<>();
    for (String line : text.lines().filter(each -> !each.startsWith("#")).toList()) {
      Matcher matcher = LINE.matcher(line);
      if (matcher.matches()) {
        lines.add(
            new Line(
                matcher.group(1),
                parseLabels(matcher.group(2)),
                Double.parseDouble(matcher.group(3).replace("Inf", "Infinity"))));
      }
    }
    return new Scrape(lines, text);
  }

  private static Map<String, String> parseLabels(String text) {
    Map<String, String> labels = new LinkedHashMap<>();
    if (text != null) {
      LABEL.matcher(text).results().forEach(each -> labels.put(each.group(1), each.group(2)));
    }
    return labels;
  }

  /** The adapter's samples. */
  public List<Line> ours() {
    return lines.stream().filter(line -> line.name().startsWith("smtpra_")).toList();
  }

  /** The names of the adapter's samples. */
  public Set<String> names() {
    return ours().stream().map(Line::name).collect(Collectors.toCollection(TreeSet::new));
  }

  /** The labels that samples of this name have. */
  public Set<String> labels(String name) {
    return lines.stream()
        .filter(line -> line.name().equals(name))
        .flatMap(line -> line.labels().keySet().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The lowest of the samples of this name that have this host; NaN if there are none. */
  public double lowestOfHost(String name, String host) {
    return lines.stream()
        .filter(line -> line.name().equals(name))
        .filter(line -> host.equals(line.labels().get("host")))
        .mapToDouble(Line::value)
        .min()
        .orElse(Double.NaN);
  }
}
