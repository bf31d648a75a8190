package org.smtpra.it.figures;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Lets an application server and the stand-alone pool do the same in turns, and makes a page of it.
 */
public final class InsideFigures {

  /** The mail server on the loopback address as it is. */
  public static final String NEAR = "near";

  /** The same behind a round trip of {@link #RTT_MILLIS}. */
  public static final String FAR = "far";

  /** Of the mail server that is far. */
  public static final int RTT_MILLIS = 5;

  /** Sessions of each pool. */
  public static final int SESSIONS = 8;

  private final List<Side> sides;
  private final LongSupplier arrived;
  private final Plan plan;

  /**
   * Compares two sides.
   *
   * @param inside in the application server
   * @param alone without it
   * @param arrived how many messages the mail server has taken up to now
   */
  public InsideFigures(Side inside, Side alone, LongSupplier arrived) {
    this.sides = List.of(inside, alone);
    this.arrived = arrived;
    this.plan = Plan.ofThisRun();
  }

  /** Measures all and gives the page. */
  public String page() throws Exception {
    for (Side side : sides) {
      send(side, NEAR, plan.warmUpMillis(), "to warm up");
    }
    List<List<Measured>> near = sends(NEAR);
    List<List<Measured>> far = sends(FAR);
    for (Side side : sides) {
      lease(side, 1, plan.warmUpMillis() / 2, "to warm up");
      lease(side, SESSIONS, plan.warmUpMillis() / 2, "to warm up");
    }
    List<List<Measured>> one = leases(1);
    List<List<Measured>> many = leases(SESSIONS);
    String inside = sides.get(0).title();
    return new InsidePage(inside, plan)
        .sends(0, near.get(0), near.get(1))
        .sends(RTT_MILLIS, far.get(0), far.get(1))
        .leases(1, one.get(0), one.get(1))
        .leases(SESSIONS, many.get(0), many.get(1))
        .text();
  }

  private List<List<Measured>> sends(String server) throws Exception {
    return inTurns((side, round) -> send(side, server, plan.millis(), round));
  }

  private List<List<Measured>> leases(int callers) throws Exception {
    return inTurns((side, round) -> lease(side, callers, plan.millis() / 2, round));
  }

  private List<List<Measured>> inTurns(Measurement measurement) throws Exception {
    List<List<Measured>> all = List.of(new ArrayList<>(), new ArrayList<>());
    for (int round = 1; round <= plan.rounds(); round++) {
      for (int side = 0; side < sides.size(); side++) {
        all.get(side)
            .add(measurement.of(sides.get(side), "round " + round + " of " + plan.rounds()));
      }
    }
    return all;
  }

  /** Every message that a caller knows of has arrived, and no other. */
  private Measured send(Side side, String server, long millis, String round) throws Exception {
    long before = arrived.getAsLong();
    Measured measured = side.measure(server, "send", SESSIONS, millis);
    assertEquals(measured.calls(), arrived.getAsLong() - before, side.title());
    tell("%s, %s, %s: %.0f messages/s", side.title(), server, round, measured.perSecond());
    return measured;
  }

  private Measured lease(Side side, int callers, long millis, String round) throws Exception {
    Measured measured = side.measure(NEAR, "lease", callers, millis);
    tell(
        "%s, %d threads, %s: %.0f ns a lease",
        side.title(), callers, round, measured.nanosPerCall());
    return measured;
  }

  /** On the console: what is logged here goes where a server's libraries send it. */
  private static void tell(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }

  private interface Measurement {
    Measured of(Side side, String round) throws Exception;
  }
}
