package org.smtpra.standalone.scale;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Writes the page by command; see docs/how-to/benchmark-inside.md. */
class ScaleFiguresIT {

  private static final String FILE = "smtpra.scale";

  @Test
  @EnabledIfSystemProperty(
      named = FILE,
      matches = ".+",
      disabledReason = "figures by command: see CONTRIBUTING.md, -Dsmtpra.scale=PATH")
  void pageIsWritten() throws Exception {
    Path file = Path.of(System.getProperty(FILE));
    ScaleFigures.write(file);
    assertTrue(Files.readString(file).contains("sessions in one pool"));
  }
}
