package org.smtpra.it.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The names under which docs/reference/metrics.md says that Prometheus reads the figures. */
public final class MetricNames {

  private static final Pattern NAME = Pattern.compile("`(smtpra_\\w+)`");

  private MetricNames() {}

  /** All of them. */
  public static Set<String> documented(Path page) throws IOException {
    Set<String> names = new TreeSet<>();
    NAME.matcher(Files.readString(page)).results().forEach(found -> names.add(found.group(1)));
    return names;
  }
}
