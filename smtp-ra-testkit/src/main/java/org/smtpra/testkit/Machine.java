package org.smtpra.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.Stream;

/** When and on what figures were measured, for the head of the page that has them. */
public final class Machine {

  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
  private static final String MODEL = "model name";

  private Machine() {}

  /** One sentence: the day, the processors, the system, this process's Java. */
  public static String describe() {
    return "Measured on "
        + LocalDate.now(ZoneOffset.UTC)
        + ": "
        + processors()
        + ", "
        + System.getProperty("os.name")
        + " "
        + System.getProperty("os.arch")
        + ", Java "
        + System.getProperty("java.version")
        + ".";
  }

  /** How many, and what Linux calls the first. */
  public static String processors() {
    return Runtime.getRuntime().availableProcessors() + " processors" + model();
  }

  /** Empty elsewhere than on Linux. */
  private static String model() {
    if (!Files.isReadable(PROCESSORS)) {
      return "";
    }
    try (Stream<String> lines = Files.lines(PROCESSORS)) {
      return lines
          .filter(line -> line.startsWith(MODEL))
          .findFirst()
          .map(line -> " (" + line.substring(line.indexOf(':') + 1).strip() + ")")
          .orElse("");
    } catch (IOException e) {
      return "";
    }
  }
}
