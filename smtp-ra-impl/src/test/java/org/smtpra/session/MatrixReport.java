package org.smtpra.session;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
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

      A cell says kind / reason / stage, and whether the session was kept or closed. "Effective"
      means that the server did what the command asked for although it did not say so. Where a
      fault is a race (a reply too many, a reset behind a reply), a cell shows one run.

      Two kinds of cells are held to less. A server that lies ("dropped") is believed. In FULL all
      replies are still ahead when the content goes out: a server that refuses unasked right after
      its reply to RCPT (or says 421 after its reply to MAIL), and takes the message all the same,
      is believed as well, so such a message may be sent twice.

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
    text.append(breaches).append(" of them broke the law.\n");
    new EnumMap<>(modes).forEach((mode, played) -> section(text, mode, played));
    Files.writeString(file, text, StandardCharsets.UTF_8);
  }

  private static void section(StringBuilder text, WireMode mode, List<Played> cells) {
    List<MatrixSetting> settings = mode.settings();
    text.append("\n## ").append(mode).append("\n\n| stage | fault |");
    settings.forEach(setting -> text.append(' ').append(setting).append(" |"));
    text.append("\n|---|---|")
        .append(String.join("", Collections.nCopies(settings.size(), "---|")));
    text.append('\n');
    Map<String, Map<MatrixSetting, String>> lines = new LinkedHashMap<>();
    for (Played played : cells) {
      String key = played.cell().stage() + " | " + played.cell().fault();
      lines
          .computeIfAbsent(key, k -> new EnumMap<>(MatrixSetting.class))
          .put(played.cell().setting(), shown(played));
    }
    lines.forEach(
        (key, outcomes) ->
            text.append("| ")
                .append(key)
                .append(" | ")
                .append(
                    settings.stream()
                        .map(setting -> outcomes.getOrDefault(setting, "-"))
                        .collect(Collectors.joining(" | ")))
                .append(" |\n"));
  }

  private static String shown(Played played) {
    return played.breaches().isEmpty()
        ? played.outcome()
        : "**" + String.join("; ", played.breaches()) + "**";
  }
}
