package org.smtpra.testkit.chaos.host;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.smtpra.testkit.CutEnding;
import org.smtpra.testkit.chaos.front.TcpFront;

/** What networks and machines do, whatever the server behind them is. */
final class FrontMischiefs {

  static final String HANGS_UP = "takes connections and resets them";

  private static final int MOST_CUT = 4;
  private static final int CLIENT_OCTETS = 6_000;
  private static final int SERVER_OCTETS = 200;
  private static final int SLOWEST_MILLIS = 40;

  private final TcpFront front;

  private FrontMischiefs(TcpFront front) {
    this.front = front;
  }

  static Map<String, Mischief.Maker> deck(TcpFront front) {
    FrontMischiefs all = new FrontMischiefs(front);
    Map<String, Mischief.Maker> deck = new LinkedHashMap<>();
    deck.put("killed", all::killed);
    deck.put(HANGS_UP, all::hangsUp);
    deck.put("stopped", random -> Mischief.of(front::hold, front::release));
    deck.put("stopped, then killed", all::stoppedThenKilled);
    deck.put("connections ended", all::connectionsEnded);
    deck.put("slow", all::slow);
    deck.put("cut in what the client says", all::cutClient);
    deck.put("cut in what the server says", all::cutServer);
    return deck;
  }

  static CutEnding ending(SplittableRandom random) {
    return random.nextBoolean() ? CutEnding.RST : CutEnding.FIN;
  }

  private Mischief killed(SplittableRandom random) {
    CutEnding ending = ending(random);
    return Mischief.of(
        () -> {
          front.refuse();
          front.cutAll(ending);
        },
        front::accept);
  }

  private Mischief hangsUp(SplittableRandom random) {
    CutEnding ending = ending(random);
    return Mischief.of(
        () -> {
          front.hangUp();
          front.cutAll(ending);
        },
        front::pickUp);
  }

  private Mischief stoppedThenKilled(SplittableRandom random) {
    CutEnding ending = ending(random);
    return Mischief.of(
        front::hold,
        () -> {
          front.cutAll(ending);
          front.release();
        });
  }

  private Mischief connectionsEnded(SplittableRandom random) {
    CutEnding ending = ending(random);
    return Mischief.of(() -> front.cutAll(ending), () -> {});
  }

  private Mischief slow(SplittableRandom random) {
    Duration each = Duration.ofMillis(1 + random.nextInt(SLOWEST_MILLIS));
    return Mischief.of(() -> front.slow(each), () -> front.slow(Duration.ZERO));
  }

  private Mischief cutClient(SplittableRandom random) {
    int connections = 1 + random.nextInt(MOST_CUT);
    int octets = random.nextInt(CLIENT_OCTETS);
    CutEnding ending = ending(random);
    return Mischief.of(() -> front.cutAfterClientOctets(connections, octets, ending), () -> {});
  }

  private Mischief cutServer(SplittableRandom random) {
    int connections = 1 + random.nextInt(MOST_CUT);
    int octets = random.nextInt(SERVER_OCTETS);
    CutEnding ending = ending(random);
    return Mischief.of(() -> front.cutAfterServerOctets(connections, octets, ending), () -> {});
  }
}
