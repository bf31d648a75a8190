package org.smtpra.session;

/** How much content a cell has, which decides what can happen while it is under way. */
enum MatrixContent {
  /** One write, or one chunk. */
  SMALL(0, false),
  /** Several writes, or one chunk of several. */
  SLICES(1_200, false),
  /** One chunk and the last one. */
  TWO_CHUNKS(6_000, true),
  /** Two chunks and the last one. */
  THREE_CHUNKS(11_000, true),
  /** More than the kernels' buffers hold. */
  STUCK(160_000, true);

  private final int lines;
  private final boolean streamed;

  MatrixContent(int lines, boolean streamed) {
    this.lines = lines;
    this.streamed = streamed;
  }

  TestMessage make() {
    TestMessage made =
        lines == 0
            ? TestMessage.small()
            : TestMessage.of("fifty octets of text, again and again and again.\r\n".repeat(lines));
    return streamed ? made.streamed() : made;
  }

  /** What a fault at this stage needs for being able to strike. */
  static MatrixContent of(WireMode mode, MatrixStrike strike) {
    if (strike.fault().stopsReading() && mode != WireMode.ONE_CHUNK && mode != WireMode.FULL) {
      return STUCK;
    } else if (mode == WireMode.CHUNKS) {
      return strike.fault().nth() > 1 ? THREE_CHUNKS : TWO_CHUNKS;
    }
    return SMALL;
  }
}
