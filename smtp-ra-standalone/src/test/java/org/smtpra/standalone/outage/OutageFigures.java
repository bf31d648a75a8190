package org.smtpra.standalone.outage;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Plays all scenarios and writes the page: {@code OutageFigures FILE}. Takes about two minutes; the
 * machine should have nothing else to do.
 */
public final class OutageFigures {

  private static final Logger LOG = System.getLogger(OutageFigures.class.getName());
  private static final int MANY = 3_000;

  private static final String HEAD =
      """
      # Outages, in figures

      The scenarios of which MailKit.Pooling publishes figures, played on the stand-alone pool with the same numbers of sends,
      workers and seconds. `OutageFigures` in the tests of smtp-ra-standalone plays them and writes this page; the command is
      in [CONTRIBUTING.md](../../CONTRIBUTING.md). Their figures are from MailKit.Pooling's README and its validation record of
      2026-06-05, measured there against smtp4dev; ours from one run against a scripted server in the same process, with a relay
      in front of it that refuses and cuts connections. Counts depend on chance at the edges: a send that begins just before an
      outage ends may succeed.

      What is counted is not quite the same: *suppressed* there is a reconnect that was put off, here a send that was refused
      without an attempt to connect, because every host was left alone for longer than the send would wait.

      """;

  private OutageFigures() {}

  /** The argument is the file to write. */
  public static void main(String... arguments) throws Exception {
    if (arguments.length != 1) {
      throw new IllegalArgumentException("name the file to write");
    }
    write(Path.of(arguments[0]));
  }

  /** Plays all and writes the page. */
  static void write(Path file) throws Exception {
    StringBuilder page = new StringBuilder(HEAD);
    add(page, ConnectionScenarios.fortySends());
    add(page, ConnectionScenarios.manySends(MANY));
    add(page, OutageScenarios.reconnectStorm());
    add(page, OutageScenarios.longOutage());
    add(page, OutageScenarios.flapping());
    add(page, OutageScenarios.primaryDown());
    add(page, ConnectionScenarios.threeToOne());
    save(file, page.toString().stripTrailing() + "\n");
  }

  private static void add(StringBuilder page, ScenarioFigures figures) {
    LOG.log(Level.INFO, figures.markdown());
    page.append(figures.markdown());
  }

  private static void save(Path file, String page) throws IOException {
    Files.writeString(file, page);
  }
}
