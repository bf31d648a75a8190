package org.smtpra.testkit.chaos.host;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the transactions in the lines of a conversation. */
final class TraceReader {

  private static final Pattern PATH = Pattern.compile("<([^>]*)>");

  private final SessionTrace session;
  private final List<ServerTransaction> found = new ArrayList<>();
  private Optional<Open> current = Optional.empty();
  private String command = "";
  private boolean answered = true;

  /** A transaction that is not at its end yet. */
  private static final class Open {
    private final String sender;
    private final boolean withinAnother;
    private final List<String> recipients = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private boolean accepted;

    Open(String sender, boolean withinAnother) {
      this.sender = sender;
      this.withinAnother = withinAnother;
    }
  }

  TraceReader(SessionTrace session) {
    this.session = session;
  }

  List<ServerTransaction> transactions() {
    close("");
    return List.copyOf(found);
  }

  void line(String line) {
    if (line.startsWith("C: ")) {
      heard(line.substring(3));
    }
    current.ifPresent(open -> open.lines.add(line));
    if (line.startsWith("-- ")) {
      current.ifPresent(open -> open.faults.add(line.substring(3)));
    } else if (line.startsWith("S: ") && !answered) {
      answered = true;
      answer(line.substring(3));
    }
  }

  private void heard(String line) {
    String upper = line.toUpperCase(Locale.ROOT);
    command = line.startsWith("(") ? "(" + command : line;
    answered = false;
    if (upper.startsWith("MAIL FROM:")) {
      boolean within = current.filter(open -> open.accepted).isPresent();
      close("");
      current = Optional.of(new Open(path(line), within));
    }
  }

  private void answer(String reply) {
    String upper = command.toUpperCase(Locale.ROOT);
    boolean positive = reply.startsWith("2");
    if (upper.startsWith("MAIL")) {
      current.ifPresent(open -> open.accepted = positive);
    } else if (upper.startsWith("RCPT") && positive) {
      current.ifPresent(open -> open.recipients.add(path(command)));
    } else if (upper.startsWith("(DATA") || (upper.startsWith("(BDAT") && upper.endsWith("LAST"))) {
      close(reply);
    } else if (positive && (upper.equals("RSET") || upper.startsWith("EHLO"))) {
      close("");
    }
  }

  private void close(String finalReply) {
    if (current.isPresent()) {
      Open open = current.get();
      found.add(
          new ServerTransaction(
              session,
              open.sender,
              open.recipients,
              open.faults,
              open.lines,
              finalReply,
              open.withinAnother));
    }
    current = Optional.empty();
  }

  private static String path(String line) {
    Matcher path = PATH.matcher(line);
    return path.find() ? path.group(1) : "";
  }
}
