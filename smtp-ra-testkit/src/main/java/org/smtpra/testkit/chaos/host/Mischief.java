package org.smtpra.testkit.chaos.host;

import java.util.SplittableRandom;

/** Something done to a server for a while. */
public interface Mischief {

  /** Begins. */
  void begin();

  /** Ends, and leaves the server whole. */
  void end();

  /** Both in one. */
  static Mischief of(Runnable begin, Runnable end) {
    return new Mischief() {
      @Override
      public void begin() {
        begin.run();
      }

      @Override
      public void end() {
        end.run();
      }
    };
  }

  /** Decides the particulars. */
  @FunctionalInterface
  interface Maker {

    /** All chance comes from this random. */
    Mischief make(SplittableRandom random);
  }
}
