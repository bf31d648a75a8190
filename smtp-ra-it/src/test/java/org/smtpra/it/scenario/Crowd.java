package org.smtpra.it.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Callers who come together. */
final class Crowd implements AutoCloseable {

  private final ExecutorService callers;

  Crowd(int size) {
    callers = Executors.newFixedThreadPool(size);
  }

  /** Begins a call and does not wait for it. */
  <T> Future<T> begin(Call<T> call) {
    return callers.submit(call::run);
  }

  /** Begins so many calls, each with its number. */
  List<Future<Properties>> begin(int calls, IntFunction<Properties> call) {
    return IntStream.range(0, calls).mapToObj(i -> begin(() -> call.apply(i))).toList();
  }

  /** Makes so many calls and gives their answers in that order. */
  List<Properties> ask(int calls, IntFunction<Properties> call) throws Exception {
    return answers(begin(calls, call));
  }

  /** Waits for the answers. */
  static List<Properties> answers(List<Future<Properties>> calls) throws Exception {
    List<Properties> all = new ArrayList<>();
    for (Future<Properties> call : calls) {
      all.add(call.get());
    }
    return all;
  }

  @Override
  public void close() {
    callers.shutdownNow();
  }

  /** What one of them does. */
  interface Call<T> {
    T run() throws Exception;
  }
}
