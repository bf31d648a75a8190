package org.smtpra.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Plays the cells of a small matrix, some at once. */
final class LawfulCells {

  private static final int AT_ONCE = 4;

  private LawfulCells() {}

  /** Each play says what broke the law. */
  static <C> void assertLawHolds(List<C> cells, Function<C, List<String>> play) throws Exception {
    ExecutorService players = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<Future<List<String>>> running = new ArrayList<>();
      for (C cell : cells) {
        running.add(players.submit(() -> play.apply(cell)));
      }
      List<String> breaches = new ArrayList<>();
      for (Future<List<String>> one : running) {
        breaches.addAll(one.get());
      }
      assertEquals("", String.join("\n", breaches), running.size() + " cells were played");
    } finally {
      players.shutdownNow();
    }
  }
}
