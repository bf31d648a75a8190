package org.smtpra.standalone.scale;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Locale;
import org.smtpra.standalone.scale.WaitingCrowd.Service;

/** Eight callers and very many of them on eight sessions, in figures. */
final class WaitingFigures {

  /** Callers who have a session each; the pool has no more sessions for many callers. */
  static final int FEW = 8;

  private static final Logger LOG = System.getLogger(WaitingFigures.class.getName());
  private static final int WARM_UP_ROUNDS = 6;
  private static final int MESSAGES_OF_MANY = 3;
  private static final Duration EACH_WAY = Duration.ofMillis(10);

  /** Far away, so few are sent by few that it takes about as long as it must. */
  private static final int FAR_PART = 5;

  private WaitingFigures() {}

  /** Plays all and gives the part of the page. */
  static String markdown(int callers) throws Exception {
    WaitingCrowd few = new WaitingCrowd(FEW, FEW, callers / FEW);
    for (int i = 0; i < WARM_UP_ROUNDS; i++) {
      play("to warm up", few, Duration.ZERO);
    }
    Service nearFew = play("as it is", few, Duration.ZERO);
    Service nearMany =
        play("as it is", new WaitingCrowd(callers, FEW, MESSAGES_OF_MANY), Duration.ZERO);
    Service farFew =
        play("far", new WaitingCrowd(FEW, FEW, Math.max(1, callers / FEW / FAR_PART)), EACH_WAY);
    Service farMany = play("far", new WaitingCrowd(callers, FEW, 1), EACH_WAY);
    return """
        ## %d callers on %d sessions

        All callers have come, one after the other, and wait before the first lease comes free; then each sends its messages of
        2 KiB, each on a lease of its own. Every message has arrived once, and the server has seen %d connections. The server is
        in the same process; a relay makes it far, at least %d ms each way. A wait for a lease is counted from the call, a caller's
        first one from the moment when the first lease comes free. Out of turn: by how many places a caller's first lease came
        sooner or later than the caller; %d leases are given at once.

        | server | callers | messages | messages/s | of %d callers | wait p50, ms | wait p99, ms | out of turn p99 | most | heap a waiting caller, octets |
        |---|---:|---:|---:|---:|---:|---:|---:|---:|---:|
        %s%s%s%s
        """
        .formatted(
            callers,
            FEW,
            FEW,
            EACH_WAY.toMillis(),
            FEW,
            FEW,
            row("as it is", nearFew, nearFew),
            row("as it is", nearMany, nearFew),
            row("far", farFew, farFew),
            row("far", farMany, farFew));
  }

  private static Service play(String what, WaitingCrowd crowd, Duration eachWay) throws Exception {
    try (ScaleSite site = new ScaleSite(crowd.sessions(), eachWay)) {
      Service service = crowd.play(site);
      LOG.log(
          Level.INFO,
          "{0}: {1} callers, {2} messages each: {3} messages/s",
          what,
          crowd.callers(),
          crowd.messages(),
          Math.round(service.perSecond()));
      return service;
    }
  }

  private static String row(String server, Service service, Service few) {
    boolean many = service.crowd().callers() > FEW;
    return String.format(
        Locale.ROOT,
        "| %s | %d | %d | %.0f | %.2f | %.2f | %.2f | %d | %d | %s |\n",
        server,
        service.crowd().callers(),
        service.crowd().callers() * service.crowd().messages(),
        service.perSecond(),
        service.perSecond() / few.perSecond(),
        service.waits().quantile(0.5) / 1e6,
        service.waits().quantile(0.99) / 1e6,
        service.displacedP99(),
        service.displacedMost(),
        many ? Long.toString(Math.round(service.heapOfEach())) : "");
  }
}
