package org.smtpra.bench.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How a JVM like this one is started. */
public final class JavaCommand {
  private JavaCommand() {}

  /**
   * The beginning of the command: options and the name of the main class follow.
   *
   * @param heap for {@code -Xms} and {@code -Xmx}
   */
  public static List<String> withHeap(String heap) {
    return new ArrayList<>(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xms" + heap,
            "-Xmx" + heap,
            "-cp",
            System.getProperty("java.class.path")));
  }
}
