package org.smtpra.testkit.sweep;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.smtpra.testkit.KnownSecrets;

/**
 * Looks for secrets in everything that the adapter shows in this process from now on: the beans of
 * its domains with their notifications, and a flight recording. Thread safe.
 *
 * <pre>{@code
 * SecretSweep sweep = SecretSweep.begin();
 * ... send ...
 * assertEquals(List.of(), sweep.end());
 * }</pre>
 */
public final class SecretSweep {

  private final Sieve sieve;
  private final Beans beans;
  private final Recordings recordings;

  private SecretSweep(Function<String, Optional<String>> finder) {
    sieve = new Sieve(finder);
    beans = new Beans(sieve);
    recordings = new Recordings(sieve);
  }

  /** Begins to look for what the test servers of this process take as a password or token. */
  public static SecretSweep begin() {
    return begin(KnownSecrets::shownIn);
  }

  /**
   * Begins to look for something else.
   *
   * @param finder gives what must not be there, where a text has it
   */
  public static SecretSweep begin(Function<String, Optional<String>> finder) {
    SecretSweep sweep = new SecretSweep(finder);
    sweep.recordings.start();
    sweep.beans.start();
    return sweep;
  }

  /** Looks through something that a test has at hand. */
  public void look(String where, Object shown) {
    sieve.look(Outlet.TEXT, where, shown);
  }

  /** Asks each bean that is there now this, and looks through the answers. */
  public void ask(String operation) {
    beans.ask(operation);
  }

  /** Reads the beans now, beside the times at which they are read anyway. */
  public void readNow() {
    beans.readAll();
  }

  /** Reads all once more, and the recording; returns what was found. */
  public List<Finding> end() {
    beans.close();
    recordings.close();
    return sieve.findings();
  }

  /** How many texts of an outlet were looked through. */
  public int seen(Outlet outlet) {
    return sieve.seen(outlet);
  }
}
