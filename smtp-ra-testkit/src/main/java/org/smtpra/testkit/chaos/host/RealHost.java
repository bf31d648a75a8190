package org.smtpra.testkit.chaos.host;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.smtpra.testkit.chaos.front.FrontLoop;
import org.smtpra.testkit.chaos.front.TcpFront;
import org.smtpra.testkit.server.MailServerProcess;

/** A real mail server, whose processes can be killed and stopped too. */
public final class RealHost implements ChaosHost {

  private final HostPlace place;
  private final MailServerProcess server;
  private final TcpFront front;
  private final Map<String, Mischief.Maker> deck = new LinkedHashMap<>();

  private RealHost(HostPlace place, MailServerProcess server, FrontLoop loop) {
    this.place = place;
    this.server = server;
    this.front = TcpFront.before(server.port(), loop);
    deck.putAll(FrontMischiefs.deck(front));
    deck.put("processes stopped", random -> Mischief.of(server::freeze, server::thaw));
    deck.put("processes stopped, then killed", this::frozenThenKilled);
    deck.put("processes killed", this::killed);
    deck.put("restarted", random -> Mischief.of(server::stop, server::start));
  }

  /** Puts a front before a server that is running, and owns it from then on. */
  public static RealHost of(HostPlace place, MailServerProcess server, FrontLoop loop) {
    return new RealHost(place, server, loop);
  }

  private Mischief killed(SplittableRandom random) {
    return Mischief.of(
        () -> {
          front.refuse();
          server.killHard();
        },
        this::startAgain);
  }

  /** What was queued when it was stopped may be known to nobody but its disk. */
  private Mischief frozenThenKilled(SplittableRandom random) {
    return Mischief.of(
        server::freeze,
        () -> {
          front.refuse();
          server.killHard();
          startAgain();
        });
  }

  private void startAgain() {
    server.start();
    front.accept();
  }

  @Override
  public String entry() {
    return place.entry(front.port());
  }

  @Override
  public String endpointKey() {
    return place.key(front.port());
  }

  @Override
  public Map<String, Mischief.Maker> deck() {
    return deck;
  }

  @Override
  public HostTruth truth() {
    front.close();
    return new HostTruth(
        endpointKey(),
        place.priority(),
        StoredMail.settled(server).handedOver(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  @Override
  public void close() {
    front.close();
    server.close();
  }
}
