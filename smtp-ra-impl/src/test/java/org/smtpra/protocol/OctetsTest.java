package org.smtpra.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

/** Eight octets at a time must find what one at a time finds. */
class OctetsTest {

  private static final int LONGEST = 40;

  @Test
  void everyOctetIsJudgedAtEveryPlaceOfAWord() {
    for (int value = 0; value < 256; value++) {
      for (int place = 0; place < LONGEST; place++) {
        byte[] octets = "x".repeat(LONGEST).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        octets[place] = (byte) value;
        assertSame(octets, 0, LONGEST);
      }
    }
  }

  @Test
  void neighboursDoNotSpoilEachOther() {
    byte[] edges = {0, '\t', '\n', '\r', 0x1F, ' ', '~', 0x7F, (byte) 0x80, (byte) 0x8A, -1, 11, 9};
    Random random = new Random(17);
    for (int run = 0; run < 20_000; run++) {
      byte[] octets = new byte[LONGEST];
      for (int i = 0; i < LONGEST; i++) {
        octets[i] =
            random.nextInt(4) == 0 ? edges[random.nextInt(edges.length)] : (byte) random.nextInt();
      }
      int from = random.nextInt(LONGEST + 1);
      assertSame(octets, from, from + random.nextInt(LONGEST + 1 - from));
    }
  }

  private static void assertSame(byte[] octets, int from, int end) {
    assertEquals(
        oneByOne(octets, from, end, octet -> octet < ' ' || octet >= 0x7F),
        Octets.notPrintable(octets, from, end));
    assertEquals(
        oneByOne(octets, from, end, octet -> octet == '\n'), Octets.lineFeed(octets, from, end));
  }

  private static int oneByOne(byte[] octets, int from, int end, IntPredicate wanted) {
    int i = from;
    while (i < end && !wanted.test(octets[i] & 0xFF)) {
      i++;
    }
    return i;
  }
}
