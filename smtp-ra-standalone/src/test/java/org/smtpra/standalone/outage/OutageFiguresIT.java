package org.smtpra.standalone.outage;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Writes the page by command; see CONTRIBUTING.md. */
class OutageFiguresIT {

  private static final String FILE = "smtpra.outages";

  @Test
  @EnabledIfSystemProperty(
      named = FILE,
      matches = ".+",
      disabledReason = "figures by command: see CONTRIBUTING.md, -Dsmtpra.outages=PATH")
  void pageIsWritten() throws Exception {
    Path file = Path.of(System.getProperty(FILE));
    OutageFigures.write(file);
    assertTrue(Files.readString(file).contains("## Three to one"));
  }
}
