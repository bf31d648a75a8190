package org.smtpra.observability;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/reference/logs.md explains what this jar logs, and nothing else of it. */
class LogNumbersTest {

  private static final Pattern LOGGED = Pattern.compile("\"(SMTPRA\\d{5}): ");
  private static final Pattern EXPLAINED = Pattern.compile("(?m)^\\| `(SMTPRA005\\d\\d)` \\|");

  private static Set<String> found(Pattern pattern, Path file) throws IOException {
    Matcher matcher = pattern.matcher(Files.readString(file));
    Set<String> all = new TreeSet<>();
    while (matcher.find()) {
      all.add(matcher.group(1));
    }
    return all;
  }

  @Test
  void everyNumberIsExplained() throws IOException {
    Set<String> logged = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
        logged.addAll(found(LOGGED, file));
      }
    }
    assertEquals(logged, found(EXPLAINED, Path.of("..", "docs", "reference", "logs.md")));
  }
}
