package org.smtpra.session;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.smtpra.failure.SmtpFailure;

/** However content is written into chunks, a receiver that counts as it is told gets it back. */
class BdatSinkPropertyTest {

  private static final Pattern LINE = Pattern.compile("BDAT (\\d+)( LAST)?\r\n");
  private static final String BEFORE = "MAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\n";

  private final ByteArrayOutputStream received = new ByteArrayOutputStream();
  private int chunks;
  private boolean ended;

  @Property(tries = 100)
  void chunksAreTheContentAndOnlyTheLastOneSaysSo(
      @ForAll("lengths") int length,
      @ForAll @IntRange(min = 1, max = 400_000) int write,
      @ForAll boolean lengthIsKnown,
      @ForAll long seed)
      throws IOException, SmtpFailure {
    byte[] content = new byte[length];
    new Random(seed).nextBytes(content);
    received.reset();
    chunks = 0;
    ended = false;
    BdatSink sink = new BdatSink(chunk -> receive(octets(chunk)), lengthIsKnown ? length : -1);
    for (int from = 0; from < length; from += write) {
      sink.write(content, from, Math.min(write, length - from));
    }
    boolean alone = chunks == 0;
    byte[] last = octets(sink.lastChunk(ByteBuffer.wrap((alone ? BEFORE : "").getBytes(US_ASCII))));
    int envelope = alone ? BEFORE.length() : 0;
    assertEquals(alone ? BEFORE : "", new String(last, 0, envelope, US_ASCII));
    receive(Arrays.copyOfRange(last, envelope, last.length));
    assertTrue(ended);
    assertArrayEquals(content, received.toByteArray());
    int full = Math.max(1, (length + BdatSink.CHUNK_OCTETS - 1) / BdatSink.CHUNK_OCTETS);
    assertEquals(full, chunks, "no chunk more than needed");
  }

  private static byte[] octets(ByteBuffer buffer) {
    byte[] octets = new byte[buffer.remaining()];
    buffer.get(octets);
    return octets;
  }

  private void receive(byte[] chunk) {
    assertTrue(!ended, "a chunk behind LAST");
    int lineEnd = 0;
    while (chunk[lineEnd] != '\n') {
      lineEnd++;
    }
    Matcher line = LINE.matcher(new String(chunk, 0, lineEnd + 1, US_ASCII));
    assertTrue(line.matches(), line::toString);
    int size = Integer.parseInt(line.group(1));
    assertEquals(chunk.length - lineEnd - 1, size);
    // "BDAT 0" without LAST is refused by some servers.
    assertTrue(size > 0 || line.group(2) != null);
    received.write(chunk, lineEnd + 1, size);
    ended = line.group(2) != null;
    chunks++;
  }

  @Provide
  Arbitrary<Integer> lengths() {
    int chunk = BdatSink.CHUNK_OCTETS;
    return Arbitraries.oneOf(
        Arbitraries.integers().between(0, 5_000),
        Arbitraries.of(chunk - 1, chunk, chunk + 1, 2 * chunk - 1, 2 * chunk, 2 * chunk + 1),
        Arbitraries.integers().between(0, 3 * chunk));
  }
}
