package org.smtpra.standalone.scale;

import java.nio.file.Files;
import java.nio.file.Path;
import org.smtpra.testkit.Machine;

/** Measures with ten thousand callers and with a thousand sessions, and writes the page. */
final class ScaleFigures {

  private ScaleFigures() {}

  /** Measures and writes, asserting what can be counted. */
  static void write(Path file) throws Exception {
    ScaleSizes sizes = ScaleSizes.ofThisRun();
    String page =
        "# Scale, in figures\n\n"
            + Machine.describe()
            + " The pool, its callers and the mail server share them.\n\n"
            + WaitingFigures.markdown(sizes.callers())
            + "\n"
            + KeptFigures.markdown(sizes.sessions());
    Files.writeString(file, page);
  }
}
