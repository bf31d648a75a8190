package org.smtpra.standalone.outage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Connections with a port that this machine's kernel keeps in TIME_WAIT.
 *
 * @param atServer those of which the server's end was closed first
 * @param atClient those of which the client's end was closed first
 */
record TimeWait(long atServer, long atClient) {

  private static final List<Path> TABLES =
      List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));
  private static final int LOCAL = 1;
  private static final int REMOTE = 2;
  private static final int STATE = 3;
  private static final String TIME_WAIT = "06";

  static TimeWait of(int port) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (Path table : TABLES) {
      if (Files.exists(table)) {
        lines.append(Files.readString(table, StandardCharsets.US_ASCII));
      }
    }
    return of(port, lines.toString());
  }

  static TimeWait of(int port, String table) {
    String suffix = String.format(Locale.ROOT, ":%04X", port);
    return new TimeWait(count(table, LOCAL, suffix), count(table, REMOTE, suffix));
  }

  private static long count(String table, int column, String suffix) {
    return rows(table)
        .filter(row -> row.length > STATE && row[STATE].equals(TIME_WAIT))
        .filter(row -> row[column].endsWith(suffix))
        .count();
  }

  private static Stream<String[]> rows(String table) {
    return table.lines().map(line -> line.strip().split(" +"));
  }

  @Override
  public String toString() {
    return atServer + " at the server, " + atClient + " at the client";
  }
}
