package org.smtpra.it.figures;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.smtpra.it.figures.load.CallerFigures;
import org.smtpra.it.server.Application;

/**
 * One of the two that are compared.
 *
 * @param title for people
 * @param applications where it is asked, by the name of the mail server that it sends to
 */
public record Side(String title, Map<String, Application> applications) {

  /** Copies the applications. */
  public Side {
    applications = Map.copyOf(applications);
  }

  /** Lets so many callers do one thing for so long, all at once. */
  Measured measure(String server, String action, int callers, long millis) throws Exception {
    Application application = applications.get(server);
    Callable<CallerFigures> caller =
        () ->
            CallerFigures.read(
                application.run(
                    action, "callers", Integer.toString(callers), "millis", Long.toString(millis)));
    ExecutorService threads = Executors.newFixedThreadPool(callers);
    try {
      List<Future<CallerFigures>> asked = new ArrayList<>();
      for (int i = 0; i < callers; i++) {
        asked.add(threads.submit(caller));
      }
      List<CallerFigures> figures = new ArrayList<>();
      for (Future<CallerFigures> each : asked) {
        figures.add(each.get());
      }
      return Measured.of(figures);
    } finally {
      threads.shutdownNow();
    }
  }
}
