package org.smtpra.session;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.smtpra.session.MatrixPlay.Played;

/** Writes what was played as Markdown: a section a mode, a line a fault, a column a setting. */
final class MatrixReport {

  private static final String HEAD =
      """
      # Stage and fault matrix

      Every cell is one message to a scripted server that misbehaves once, at one stage. The test
      holds what the client reports against what the server knows: what it took is reported as a
      success or as unknown; what is reported safe to send again it never held complete, or it had
      refused it; a success is one copy for the recipients that are reported; no transaction has
      other recipients than stated, and no content is cut; the client keeps the protocol's rules; a
      session that is kept takes the next message.

      Made by

          mvn -pl smtp-ra-impl -am test -Dtest=StageFaultMatrixTest \\
              -Dsurefire.failIfNoSpecifiedTests=false -Dsmtpra.matrix=PATH

      An outcome is kind / reason / stage, and whether the session was kept or closed; where it is
      not the same for all settings (number of recipients, third one refused, policy, session fresh
      or reused, TLS), it names those that it holds for. ALL_OR_NOTHING is the policy where a
      setting does not say TO_ACCEPTED; a refused third recipient has a reused session with
      TO_ACCEPTED, and a fresh one without. CHUNKS streams 300,000 octets. "Effective"
      means that the server did what the command asked for although it did not say so. Where a
      fault is a race (a reply too many, a reset behind a reply), a cell shows one run.

      Some cells are held to less. A server that lies ("dropped") is believed. What a client sends
      at the wrong moment after a reply too many is counted below, but no breach. Two faults in
      one transaction are not played.

      """;

  private MatrixReport() {}

  static void write(Path file, Map<WireMode, List<Played>> modes) throws IOException {
    long cells = modes.values().stream().mapToLong(Collection::size).sum();
    long breaches =
        modes.values().stream()
            .flatMap(List::stream)
            .filter(played -> !played.breaches().isEmpty())
            .count();
    StringBuilder text = new StringBuilder(HEAD);
    text.append(cells).append(" cells were played, ");
    text.append(breaches).append(" of them broke the law. In ");
    text.append(modes.values().stream().flatMap(List::stream).filter(Played::confused).count());
    text.append(" a reply too many made the client send something at the wrong moment.\n");
    new EnumMap<>(modes).forEach((mode, played) -> section(text, mode, played));
    Files.writeString(file, text, StandardCharsets.UTF_8);
  }

  private static void section(StringBuilder text, WireMode mode, List<Played> cells) {
    text.append("\n## ").append(mode).append("\n\n| stage | fault | outcome |\n|---|---|---|\n");
    Map<String, Map<String, List<MatrixSetting>>> lines = new LinkedHashMap<>();
    for (Played played : cells) {
      lines
          .computeIfAbsent(
              played.cell().stage() + " | " + played.cell().fault(), k -> new LinkedHashMap<>())
          .computeIfAbsent(shown(played), k -> new ArrayList<>())
          .add(played.cell().setting());
    }
    lines.forEach(
        (fault, outcomes) ->
            text.append("| ").append(fault).append(" | ").append(line(outcomes)).append(" |\n"));
  }

  private static String line(Map<String, List<MatrixSetting>> outcomes) {
    return outcomes.entrySet().stream()
        .map(e -> outcomes.size() == 1 ? e.getKey() : e.getKey() + " " + e.getValue())
        .collect(Collectors.joining("<br>"));
  }

  private static String shown(Played played) {
    return played.breaches().isEmpty()
        ? played.outcome()
        : "**" + String.join("; ", played.breaches()) + "**";
  }
}
