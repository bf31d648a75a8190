package org.smtpra.session;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.smtpra.session.MatrixPlay.Played;

/** Writes what was played as Markdown: a section a mode, a line a fault. */
final class MatrixReport {

  private static final String HEAD =
      """
      # Stage and fault matrix

      Every cell is one message to a scripted server that misbehaves, at one stage or, at random, at
      two. The test holds what the client reports against what the server knows: what it took is
      reported as a success or as unknown, and so is each of its recipients; what is reported safe
      to send again it never held complete, or it had refused it; a success is one copy for the
      recipients that are reported; no transaction has other recipients than stated, and no content
      is cut; the client keeps the protocol's rules; a session that is kept takes the next message.
      Where it does not depend on what arrives first, kind, reason, stage and the session's fate are
      held against a rule besides (`MatrixRule`).

      Made by

          mvn -pl smtp-ra-impl -am test -Dtest=StageFaultMatrixTest \\
              -Dsurefire.failIfNoSpecifiedTests=false -Dsmtpra.matrix=PATH \\
              -Dsmtpra.matrix.random=CELLS -Dsmtpra.matrix.seed=SEED

      Each fault at each stage of a mode is played in settings that cover every pair of values of
      these axes: number of recipients and refused ones; ALL_OR_NOTHING or SEND_TO_ACCEPTED; a fresh
      session or one that has sent a message; plain, TLS 1.2, TLS 1.3. An outcome is kind / reason /
      stage, and whether the session was kept or closed; where it is not the same for all settings,
      it names the axes that decide; where they do not (a race), how many cells had it.
      LOCKSTEP has no pipelining; in DATA_JOINS DATA always goes out with the recipients, in ENVELOPE
      where that is safe; CHUNKS streams two chunks or three; FULL is one flush. "Effective" means
      that the server did what the command asked for although it did not say so, "kept" that it took
      a message whose end it never saw, "no. 2" the second recipient or chunk. IDLE strikes after the
      final reply; RSET, in FULL the EHLO in its place, is played behind refused recipients.

      Some cells are held to less. A server that lies ("dropped") is believed, and so is, in FULL, a
      421 in the place of MAIL's reply: that it does no more. What a client sends at the wrong
      moment after a reply too many is counted below, but no breach; nor is it one if something else
      goes wrong in the same transaction and the client takes one answer for another.

      What comes before MAIL (greeting, EHLO, STARTTLS, AUTH) is played by `StageFaultOpeningTest`,
      key updates within much content by `KeyUpdateTest`. Messages that overlap, and windows of
      several, are not there yet.

      """;

  private MatrixReport() {}

  /** Each list has a title; the one of cells with two faults is not shown in full. */
  static void write(Path file, Map<String, List<Played>> sections, String random)
      throws IOException {
    List<Played> all = sections.values().stream().flatMap(Collection::stream).toList();
    StringBuilder text = new StringBuilder(HEAD);
    text.append(all.size()).append(" cells were played, ");
    text.append(count(all, played -> !played.breaches().isEmpty())).append(" broke the law. In ");
    text.append(count(all, Played::confused));
    text.append(" a reply too many made the client send something at the wrong moment; in ");
    text.append(count(all, Played::misled));
    text.append(" of those with two faults it made the report untrue.\n");
    sections.forEach(
        (title, played) -> {
          if (title.equals(random)) {
            summary(text, title, played);
          } else {
            section(text, title, played);
          }
        });
    Files.writeString(file, text, StandardCharsets.UTF_8);
  }

  private static long count(List<Played> cells, Predicate<Played> wanted) {
    return cells.stream().filter(wanted).count();
  }

  private static void section(StringBuilder text, String title, List<Played> cells) {
    text.append("\n## ").append(title).append("\n\n");
    text.append(cells.size()).append(" cells.\n\n| stage | fault | outcome |\n|---|---|---|\n");
    Map<String, MatrixAxes> faults = new LinkedHashMap<>();
    for (Played played : cells) {
      faults
          .computeIfAbsent(
              played.cell().stage() + " | " + played.cell().fault(), k -> new MatrixAxes())
          .add(shown(played), played);
    }
    byOutcome(faults)
        .forEach(
            (where, alike) ->
                text.append("| %s | %s | %s |\n".formatted(where.stage(), alike, where.outcome())));
  }

  /** Faults of a stage that come to the same share a line. */
  private static Map<Line, String> byOutcome(Map<String, MatrixAxes> faults) {
    Map<Line, String> lines = new LinkedHashMap<>();
    faults.forEach(
        (stageAndFault, outcomes) -> {
          int bar = stageAndFault.indexOf(" | ");
          Line line = new Line(stageAndFault.substring(0, bar), outcomes.toString());
          String fault = stageAndFault.substring(bar + 3);
          lines.merge(line, fault, (before, one) -> before + "; " + one);
        });
    return lines;
  }

  private record Line(String stage, String outcome) {}

  private static void summary(StringBuilder text, String title, List<Played> cells) {
    text.append("\n## ").append(title).append("\n\n");
    text.append(cells.size()).append(" cells.\n\n| outcome | cells |\n|---|---|\n");
    Map<String, Long> outcomes =
        cells.stream()
            .collect(
                Collectors.groupingBy(MatrixReport::shown, TreeMap::new, Collectors.counting()));
    outcomes.forEach(
        (outcome, count) ->
            text.append("| ").append(outcome).append(" | ").append(count).append(" |\n"));
  }

  private static String shown(Played played) {
    return played.breaches().isEmpty()
        ? played.outcome()
        : "**" + String.join("; ", played.breaches()) + "**";
  }
}
