package org.smtpra.standalone;

import java.util.List;
import java.util.stream.Stream;
import org.smtpra.SmtpSendOptions;
import org.smtpra.testkit.CutEnding;
import org.smtpra.testkit.CutProxy;
import org.smtpra.testkit.ScriptedSmtpServer;
import org.smtpra.testkit.SessionRecord;

/**
 * How a message is sent, whose octets are counted, and how the connection then ends.
 *
 * @param pipelining the property
 * @param chunking the property
 * @param recipients one or two
 * @param client whether the client's octets are counted, else the server's
 * @param ending how the connection ends
 */
record CutShape(
    String pipelining, String chunking, int recipients, boolean client, CutEnding ending) {

  static Stream<CutShape> all() {
    return Stream.of(CutEnding.values()).flatMap(CutShape::ending);
  }

  static Stream<CutShape> ending(CutEnding ending) {
    return Stream.of(true, false)
        .flatMap(
            client ->
                Stream.of(
                    new CutShape("ENVELOPE", "NEVER", 1, client, ending),
                    new CutShape("ENVELOPE", "NEVER", 2, client, ending),
                    new CutShape("ENVELOPE", "AUTO", 2, client, ending),
                    new CutShape("FULL", "AUTO", 1, client, ending)));
  }

  boolean isFull() {
    return "FULL".equals(pipelining);
  }

  SmtpPool pool(int port) {
    return SmtpPool.open(
        PoolProperties.clearText(port, "pipelining", pipelining, "chunking", chunking));
  }

  SmtpSendOptions envelope() {
    String[] both = {"anna@example.org", "bert@example.org"};
    return RawMessage.to(recipients == 1 ? new String[] {both[0]} : both);
  }

  void cutAfter(long octets, CutProxy proxy) {
    if (client) {
      proxy.cutAfterClientOctets(octets, ending);
    } else {
      proxy.cutAfterServerOctets(octets, ending);
    }
  }

  /** The octets so far on the only connection. */
  long octets(CutProxy proxy) {
    return (client ? proxy.clientOctets() : proxy.serverOctets()).get(0);
  }

  /**
   * How many octets at the end of an uncut conversation belong to the time after the client was
   * free to send what completes the message; before them nothing may be UNKNOWN.
   */
  long octetsBehindGoAhead(ScriptedSmtpServer server, CutProxy proxy, long before) {
    SessionRecord session = server.sessions().get(0);
    if (!client) {
      return lastReplies(session.transcript(), isFull() ? 3 : 1);
    }
    return octets(proxy) - before - envelope(session.commands());
  }

  private static long lastReplies(List<String> transcript, int count) {
    List<String> replies = transcript.stream().filter(line -> line.startsWith("S: ")).toList();
    return replies.subList(replies.size() - count, replies.size()).stream()
        .mapToLong(line -> line.length() - "S: ".length() + 2)
        .sum();
  }

  /** The commands of the last message up to the go-ahead, and what precedes the first one. */
  private long envelope(List<String> commands) {
    int mail = commands.size() - 1;
    while (!commands.get(mail).startsWith("MAIL")) {
      mail--;
    }
    boolean first = commands.stream().filter(line -> line.startsWith("MAIL")).count() == 1;
    int from = first ? 0 : mail;
    int to = mail;
    while (!isFull() && to < commands.size() && !commands.get(to).startsWith("BDAT")) {
      to++;
    }
    return commands.subList(from, to).stream().mapToLong(line -> line.length() + 2L).sum();
  }
}
