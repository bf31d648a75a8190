package org.smtpra.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.smtpra.SmtpReply;

class ReplyParserPropertyTest {

  private static final String REFUSED = "refused";

  @Property
  void arbitraryOctetsGiveRepliesOrARefusal(@ForAll @Size(max = 6000) byte[] octets) {
    for (Object outcome : outcomes(octets, octets.length)) {
      assertTrue(outcome instanceof SmtpReply || outcome.equals(REFUSED));
    }
  }

  @Property
  void howTheNetworkSplitsTheOctetsChangesNothing(@ForAll("conversations") String conversation) {
    byte[] octets = conversation.getBytes(UTF_8);
    List<Object> whole = outcomes(octets, octets.length);
    for (int size : new int[] {1, 2, 3, 7, 64}) {
      assertEquals(whole, outcomes(octets, size), "in pieces of " + size);
    }
  }

  @Property
  void wellFormedRepliesComeBackAsTheyWereWritten(@ForAll("replies") List<SmtpReply> replies) {
    StringBuilder octets = new StringBuilder();
    replies.forEach(reply -> octets.append(written(reply)));
    byte[] bytes = octets.toString().getBytes(UTF_8);
    assertEquals(replies, outcomes(bytes, bytes.length));
    assertEquals(replies, outcomes(bytes, 1));
  }

  @Property
  void nothingUnprintableGetsThrough(@ForAll @Size(max = 200) byte[] text) {
    byte[] line = ("250 " + new String(text, UTF_8).replace("\n", "") + "\r\n").getBytes(UTF_8);
    for (Object outcome : outcomes(line, line.length)) {
      assertFalse(outcome.toString().chars().anyMatch(Character::isISOControl));
    }
  }

  @Provide
  Arbitrary<String> conversations() {
    return Arbitraries.of(
            "250 ok\r\n",
            "250",
            "-",
            " ",
            "\r",
            "\n",
            "\r\n",
            "5.7.1 ",
            "550-5.7.1 no\r\n",
            "550 5.7.1 no\r\n",
            "421 bye\n",
            "x",
            "\u00E9",
            "\uD83D\uDE00",
            "354 go\r\n",
            "250-a\r\n")
        .list()
        .ofMaxSize(40)
        .map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<List<SmtpReply>> replies() {
    Arbitrary<String> text = Arbitraries.strings().withCharRange(' ', '~').ofMaxLength(80);
    Arbitrary<List<String>> lines = text.map(line -> "|" + line).list().ofMinSize(1).ofMaxSize(20);
    return Combinators.combine(Arbitraries.integers().between(200, 599), lines)
        .as((code, texts) -> new SmtpReply(code, "", texts))
        .list()
        .ofMaxSize(5);
  }

  private static String written(SmtpReply reply) {
    StringBuilder octets = new StringBuilder();
    for (int i = 0; i < reply.lines().size(); i++) {
      boolean last = i + 1 == reply.lines().size();
      octets.append(reply.code()).append(last ? ' ' : '-').append(reply.lines().get(i));
      octets.append("\r\n");
    }
    return octets.toString();
  }

  /** What the parser makes of the octets in pieces of one size, up to the first refusal. */
  private static List<Object> outcomes(byte[] octets, int size) {
    ReplyParser parser = new ReplyParser();
    List<Object> outcomes = new ArrayList<>();
    for (int from = 0; from < octets.length; from += size) {
      ByteBuffer piece = ByteBuffer.wrap(octets, from, Math.min(size, octets.length - from));
      while (piece.hasRemaining()) {
        try {
          SmtpReply reply = parser.parse(piece);
          if (reply != null) {
            outcomes.add(reply);
          }
        } catch (MalformedReplyException e) {
          outcomes.add(REFUSED);
          return outcomes;
        }
      }
    }
    return outcomes;
  }
}
