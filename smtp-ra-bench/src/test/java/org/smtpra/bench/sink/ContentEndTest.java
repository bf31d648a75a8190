package org.smtpra.bench.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The end of the content is found wherever the pieces begin and end, and nowhere else. */
class ContentEndTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".\r\n",
        "\r\n.\r\n",
        "one\r\n.\r\n",
        "one\n.\r\ntwo\r.\r\nthree\r\n.\nfour\r\n.\r.\r\nfive\r\n..\r\n.x\r\n\r\n.\r\n",
        "\r\r\n.\r\r\n.\r\n",
        "\r\n\r\n..\r\n\r\r\n.\r\n",
        "\u00e9\u00e9\r\u00e9\n.\r\n\u00ff\u008d\r\n.\u008d\n\r\n.\r\n",
      })
  void endIsFoundInEverySplitIntoThree(String content) {
    byte[] octets = (content + "QUIT\r\n.\r\n").getBytes(StandardCharsets.ISO_8859_1);
    for (int first = 0; first <= octets.length; first++) {
      for (int second = first; second <= octets.length; second++) {
        assertEquals(content.length(), find(octets, 0, first, second, octets.length), content);
      }
    }
  }

  @Test
  void endIsFoundWhenEveryOctetComesAlone() {
    byte[] octets = "a\r\n.\r.\n\r\n.\r\nb".getBytes(StandardCharsets.US_ASCII);
    int[] borders = new int[octets.length + 1];
    Arrays.setAll(borders, i -> i);
    assertEquals(12, find(octets, borders));
  }

  @Test
  void endIsFoundWhereASlowSearchFindsItAmongCarriageReturnsLineFeedsAndDots() {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(40); length > 0; length--) {
        text.append("\r\n.\r\nx".charAt(random.nextInt(6)));
      }
      byte[] octets = text.toString().getBytes(StandardCharsets.US_ASCII);
      int split = random.nextInt(octets.length + 1);
      int slow = ("\r\n" + text).indexOf("\r\n.\r\n");
      assertEquals(slow < 0 ? -1 : slow + 3, find(octets, 0, split, octets.length), text::toString);
    }
  }

  private static int find(byte[] octets, int... borders) {
    ContentEnd end = new ContentEnd();
    for (int i = 1; i < borders.length; i++) {
      int found = end.find(octets, borders[i - 1], borders[i]);
      if (found >= 0) {
        return found;
      }
    }
    return -1;
  }
}
