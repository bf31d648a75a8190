package org.smtpra.session;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.smtpra.session.MatrixPlay.Played;

/** Says on which axes of the settings the outcomes of one fault depend. */
final class MatrixAxes {

  static final List<Function<MatrixSetting, String>> AXES =
      List.of(
          setting -> setting.to().toString(),
          setting -> setting.policy().toString(),
          setting -> setting.reused() ? "reused" : "fresh",
          setting -> setting.tls().toString());

  private final Map<String, List<MatrixSetting>> outcomes = new LinkedHashMap<>();
  private int cells;

  void add(String outcome, Played played) {
    outcomes.computeIfAbsent(outcome, o -> new ArrayList<>()).add(played.cell().setting());
    cells++;
  }

  @Override
  public String toString() {
    if (outcomes.size() == 1) {
      return outcomes.keySet().iterator().next();
    }
    Optional<List<Integer>> deciding = subsets().filter(this::decide).findFirst();
    return outcomes.entrySet().stream()
        .map(e -> e.getKey() + " [" + where(e.getValue(), deciding) + "]")
        .collect(Collectors.joining("<br>"));
  }

  private String where(List<MatrixSetting> settings, Optional<List<Integer>> deciding) {
    if (deciding.isEmpty()) {
      return settings.size() + " of " + cells;
    }
    Set<String> values = new LinkedHashSet<>();
    settings.forEach(setting -> values.add(String.join(" ", values(setting, deciding.get()))));
    return String.join("; ", values);
  }

  /** Whether these axes alone tell one outcome from the other. */
  private boolean decide(List<Integer> axes) {
    Map<List<String>, String> seen = new LinkedHashMap<>();
    for (Map.Entry<String, List<MatrixSetting>> one : outcomes.entrySet()) {
      for (MatrixSetting setting : one.getValue()) {
        String before = seen.put(values(setting, axes), one.getKey());
        if (before != null && !before.equals(one.getKey())) {
          return false;
        }
      }
    }
    return true;
  }

  private static List<String> values(MatrixSetting setting, List<Integer> axes) {
    return axes.stream().map(axis -> AXES.get(axis).apply(setting)).toList();
  }

  /** The axes that may explain it, fewest first; all of them would explain anything. */
  private static Stream<List<Integer>> subsets() {
    return IntStream.range(1, (1 << AXES.size()) - 1)
        .boxed()
        .sorted(Comparator.comparing(Integer::bitCount))
        .map(bits -> IntStream.range(0, AXES.size()).filter(i -> (bits >> i & 1) == 1))
        .map(axes -> axes.boxed().toList());
  }
}
