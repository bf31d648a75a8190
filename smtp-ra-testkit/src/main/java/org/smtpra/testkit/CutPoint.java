package org.smtpra.testkit;

/** After how many octets of either side a connection is cut, and how. */
record CutPoint(long clientOctets, long serverOctets, CutEnding ending) {
  static final CutPoint NEVER = new CutPoint(Long.MAX_VALUE, Long.MAX_VALUE, CutEnding.FIN);

  CutPoint {
    if (clientOctets < 0 || serverOctets < 0) {
      throw new IllegalArgumentException(
          "Octets before the cut are "
              + Math.min(clientOctets, serverOctets)
              + "; allowed are 0 and more");
    }
  }
}
