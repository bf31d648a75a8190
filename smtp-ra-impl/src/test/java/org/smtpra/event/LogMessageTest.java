package org.smtpra.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The catalogue is whole: every message has a number, and every number is explained. */
class LogMessageTest {

  /** Tests run in the module's own folder. */
  private static final Path PROJECT = Path.of("..");

  private static final Pattern LOUD = Pattern.compile("\\bLevel\\s*\\.\\s*(INFO|WARNING|ERROR)\\b");

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> loudFiles(String module) throws IOException {
    try (Stream<Path> files = Files.walk(PROJECT.resolve(module).resolve("src/main/java"))) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> LOUD.matcher(read(file)).find())
          .map(file -> file.getFileName().toString())
          .toList();
    }
  }

  @Test
  void everyIdIsThereOnce() {
    List<String> ids = Arrays.stream(LogMessage.values()).map(LogMessage::id).toList();

    assertEquals(ids.stream().distinct().toList(), ids);
    assertEquals("SMTPRA00001", LogMessage.HOST_DOWN.id());
  }

  /** In the order of the catalogue, with its level, and nothing that is not in it. */
  @Test
  void referenceExplainsEveryMessage() throws IOException {
    List<String> documented =
        Files.readAllLines(PROJECT.resolve("docs/reference/logs.md")).stream()
            .takeWhile(line -> !line.startsWith("## The observability jar"))
            .filter(line -> line.startsWith("| `SMTPRA"))
            .map(line -> line.substring(0, line.indexOf('|', line.indexOf('|', 2) + 1) + 1))
            .toList();

    assertEquals(
        Arrays.stream(LogMessage.values())
            .map(message -> "| `" + message.id() + "` | " + message.level() + " |")
            .toList(),
        documented);
  }

  @Test
  void nothingElseIsLoggedAtInfoAndAbove() throws IOException {
    assertEquals(List.of("LogMessage.java"), loudFiles("smtp-ra-impl"));
    assertEquals(List.of(), loudFiles("smtp-ra-standalone"));
  }

  @Test
  void gapsAreFilledInTheirOrderWithTextsAsTheyAre() {
    assertEquals(
        "SMTPRA00001: a:25 is left alone for 30000 ms: said {} and {0}",
        LogMessage.HOST_DOWN.text("a:25", 30000L, "said {} and {0}"));
    assertEquals("SMTPRA00002: a:25 serves again", LogMessage.HOST_UP.text("a:25"));
  }

  @Test
  void partWithoutAGapIsAMistake() {
    assertThrows(IllegalArgumentException.class, () -> LogMessage.POOL_FILLED.text("too much"));
  }
}
