package org.smtpra.protocol;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No content, however it is cut into writes, ends the message anywhere but at its end. */
class SmugglingTest {

  private static final Pattern BARE = Pattern.compile("\r(?!\n)|(?<!\r)\n");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\n.\n",
        "\r.\r",
        "\n.\r\n",
        "\r\n.\n",
        "\r\n.\r\n",
        "\r.\r\n",
        "\r\n.\r",
        "\r.\n",
        "\n.\r",
        "\r\r\n.\r\r\n",
        "\n\n.\n\n",
        "\n\r.\n\r",
        "\r\n.\r\n.\r\n",
        "\r\n..\r\n",
        "\r\n.\r\r\n",
        ".\r\n",
        ".\n",
        ".\r",
        ".",
        "..",
        "\r\n.",
        "\r\n.\r\nMAIL FROM:<x@y>\r\n",
        "\n.\r\n.\n"
      })
  void everySplitOfTheCorpusEndsTheMessageOnce(String attack) throws IOException {
    for (String content : new String[] {attack, "a" + attack + "b", "a\r\n" + attack}) {
      byte[] octets = content.getBytes(ISO_8859_1);
      String whole = sent(octets, octets.length, octets.length);
      assertEndsOnce(whole);
      for (int first = 0; first <= octets.length; first++) {
        for (int second = first; second <= octets.length; second++) {
          assertEquals(whole, sent(octets, first, second));
        }
      }
    }
  }

  @Property
  void arbitraryContentEndsTheMessageOnce(@ForAll("contents") String content) throws IOException {
    byte[] octets = content.getBytes(ISO_8859_1);
    String whole = sent(octets, octets.length, octets.length);
    assertEndsOnce(whole);
    for (int split = 0; split <= octets.length; split++) {
      assertEquals(whole, sent(octets, split, split));
    }
  }

  @Property
  void canonicalContentHasNoBareLineEndAndStaysAsItIs(@ForAll("contents") String content)
      throws IOException {
    byte[] canonical = canonical(content.getBytes(ISO_8859_1));
    assertFalse(BARE.matcher(new String(canonical, ISO_8859_1)).find());
    assertEquals(new String(canonical, ISO_8859_1), new String(canonical(canonical), ISO_8859_1));
  }

  @Property
  void stuffingIsUndoneByTheReceiver(@ForAll("contents") String content) throws IOException {
    byte[] canonical = canonical(content.getBytes(ISO_8859_1));
    String sent = sent(canonical, canonical.length, canonical.length);
    String received = sent.substring(0, sent.length() - 3).replaceAll("(?m)^\\.", "");
    assertEquals(new String(canonical, ISO_8859_1), received);
  }

  @Provide
  Arbitrary<String> contents() {
    return Arbitraries.of("\r", "\n", ".", "a", "\r\n", "\r\n.\r\n", "\u00FF")
        .list()
        .ofMaxSize(24)
        .map(parts -> String.join("", parts));
  }

  private static void assertEndsOnce(String sent) {
    // Before the first octet there is the CRLF of the DATA command.
    String onTheWire = "\r\n" + sent;
    assertEquals(onTheWire.length() - 5, onTheWire.indexOf("\r\n.\r\n"));
    Matcher bare = BARE.matcher(onTheWire);
    assertFalse(bare.find());
  }

  /** The octets after 354 when the content comes in three writes. */
  private static String sent(byte[] content, int first, int second) throws IOException {
    ByteArrayOutputStream wire = new ByteArrayOutputStream();
    DotStuffer stuffer = new DotStuffer(wire);
    ContentWriter writer = new ContentWriter(stuffer, false);
    writer.write(content, 0, first);
    writer.write(content, first, second - first);
    for (byte octet : Arrays.copyOfRange(content, second, content.length)) {
      writer.write(octet);
    }
    writer.finish();
    stuffer.finish();
    return wire.toString(ISO_8859_1);
  }

  private static byte[] canonical(byte[] content) throws IOException {
    ByteArrayOutputStream canonical = new ByteArrayOutputStream();
    ContentWriter writer = new ContentWriter(canonical, false);
    writer.write(content);
    writer.finish();
    return canonical.toByteArray();
  }
}
