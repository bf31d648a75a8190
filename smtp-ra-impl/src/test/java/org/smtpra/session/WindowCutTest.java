package org.smtpra.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.smtpra.SmtpFailureKind;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.testkit.CutEnding;
import org.smtpra.testkit.CutProxy;
import org.smtpra.testkit.ScriptedSmtpServer;

/**
 * The connection is cut behind each octet of a window, and behind each octet of its replies. What
 * was lost before the window goes over a second connection, which is whole.
 */
class WindowCutTest {

  private static final int MESSAGES = 4;

  @ParameterizedTest
  @CsvSource({"true, FIN", "true, RST", "false, FIN", "false, RST"})
  void cutAnywhereInAWindowTellsTheTruthOfEachMessage(boolean client, CutEnding ending)
      throws Exception {
    long[] range = new long[2];
    assertEquals(List.of(), play(client, -1, ending, range));
    List<String> breaches = new ArrayList<>();
    for (long octets = range[0]; octets <= range[1]; octets++) {
      breaches.addAll(play(client, octets, ending, new long[2]));
    }
    assertEquals("", String.join("\n", breaches), range[0] + " to " + range[1]);
  }

  /** {@code range} gets the octets before the window and with it. */
  private static List<String> play(boolean client, long cut, CutEnding ending, long[] range)
      throws Exception {
    try (ScriptedSmtpServer server = WireMode.FULL.server().start();
        CutProxy proxy = CutProxy.before(server.port())) {
      if (client && cut >= 0) {
        proxy.cutAfterClientOctets(cut, ending);
      } else if (cut >= 0) {
        proxy.cutAfterServerOctets(cut, ending);
      }
      MessageRow row = new MessageRow(proxy.port(), WireMode.FULL.apply(TestClient.plain()));
      row.whenReopened(proxy::cutNothing);
      List<Outgoing> messages = WindowPlay.messages(MESSAGES);
      row.whenSent(() -> range[0] = octets(client, proxy));
      List<Optional<SmtpFailure>> told = row.send(messages);
      range[1] = octets(client, proxy);
      server.awaitClosed(proxy.clientOctets().size());
      String what = (client ? "client " : "server ") + ending + " after " + cut;
      List<String> breaches = new ArrayList<>(new WindowLaw(what, server, told).always(false));
      told.stream()
          .flatMap(Optional::stream)
          .filter(e -> e.classification().kind() != SmtpFailureKind.UNKNOWN_AFTER_DATA)
          .forEach(e -> breaches.add(what + ": " + e.classification()));
      return breaches;
    }
  }

  private static long octets(boolean client, CutProxy proxy) {
    return (client ? proxy.clientOctets() : proxy.serverOctets()).get(0);
  }
}
