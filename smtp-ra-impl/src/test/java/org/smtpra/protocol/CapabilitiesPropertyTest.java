package org.smtpra.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.smtpra.SmtpReply;

/** The answer to EHLO, from the octets to what is believed of it. */
class CapabilitiesPropertyTest {

  @Property
  void keywordsThatAreWrittenAreOffered(
      @ForAll("offers") Map<String, String> offers, @ForAll @IntRange(min = 1, max = 70) int piece)
      throws MalformedReplyException {
    Capabilities capabilities = Capabilities.ofEhlo(reply(written(offers), piece));
    offers.forEach(
        (keyword, parameter) -> {
          assertTrue(capabilities.offers(keyword), keyword);
          assertEquals(parameter, capabilities.parameter(keyword.toLowerCase(Locale.ROOT)));
        });
    assertEquals(
        capabilities.toString(), Capabilities.ofEhlo(reply(written(offers), 10_000)).toString());
  }

  @Property
  void whateverAServerWritesOnlyKeywordsAreBelieved(@ForAll @Size(max = 80) List<String> lines) {
    try {
      Capabilities capabilities = Capabilities.ofEhlo(new SmtpReply(250, "", named(lines)));
      assertTrue(capabilities.sizeLimit() >= 0);
      for (String mechanism : capabilities.saslMechanisms()) {
        assertTrue(mechanism.matches("[A-Z0-9_-]{1,20}"), mechanism);
      }
      for (String line : lines) {
        boolean keyword = line.strip().matches("(?i)[A-Z0-9][A-Z0-9-]*( .*)?");
        assertTrue(!keyword || capabilities.offers(line.strip().split(" ", 2)[0]), line);
      }
    } catch (MalformedReplyException e) {
      assertTrue(lines.size() > Capabilities.MAX_KEYWORDS, e::getMessage);
    }
  }

  @Property
  void whatIsIgnoredIsNotOfferedAndNothingElseIsLost(@ForAll("offers") Map<String, String> offers)
      throws MalformedReplyException {
    Capabilities all = Capabilities.ofEhlo(reply(written(offers), 10_000));
    for (String ignored : offers.keySet()) {
      Capabilities rest = all.without(List.of(ignored.toLowerCase(Locale.ROOT)));
      for (String keyword : offers.keySet()) {
        assertEquals(!keyword.equals(ignored), rest.offers(keyword), keyword);
      }
    }
  }

  private static List<String> named(List<String> lines) {
    List<String> all = new ArrayList<>(List.of("mx.example"));
    all.addAll(lines);
    return all;
  }

  private static String written(Map<String, String> offers) {
    List<String> lines = new ArrayList<>(List.of("mx.example at your service"));
    offers.forEach((keyword, parameter) -> lines.add((keyword + " " + parameter).strip()));
    StringBuilder octets = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      octets.append(i + 1 < lines.size() ? "250-" : "250 ").append(lines.get(i)).append("\r\n");
    }
    return octets.toString();
  }

  /** Read as it may arrive. */
  private static SmtpReply reply(String octets, int piece) throws MalformedReplyException {
    ReplyParser parser = new ReplyParser();
    byte[] bytes = octets.getBytes(UTF_8);
    SmtpReply reply = null;
    for (int from = 0; from < bytes.length; from += piece) {
      reply = parser.parse(ByteBuffer.wrap(bytes, from, Math.min(piece, bytes.length - from)));
    }
    if (reply == null) {
      throw new AssertionError("no reply in " + octets);
    }
    return reply;
  }

  /** AUTH, whose lines are joined, and a keyword that looks like a code, are tested apart. */
  @Provide
  Arbitrary<Map<String, String>> offers() {
    Arbitrary<String> keywords =
        Arbitraries.oneOf(
            Arbitraries.of("PIPELINING", "SIZE", "CHUNKING", "8BITMIME", "STARTTLS", "DSN"),
            Arbitraries.strings()
                .withCharRange('A', 'Z')
                .withCharRange('0', '9')
                .withChars('-')
                .ofMinLength(1)
                .ofMaxLength(20)
                .filter(word -> !word.startsWith("-") && !word.equals("AUTH")));
    Arbitrary<String> parameters =
        Arbitraries.strings()
            .withCharRange('!', '~')
            .ofMinLength(1)
            .ofMaxLength(15)
            .list()
            .ofMaxSize(3)
            .map(words -> String.join(" ", words));
    return Combinators.combine(
            keywords.list().uniqueElements().ofMaxSize(20), parameters.list().ofSize(20))
        .as(
            (words, values) -> {
              Map<String, String> offers = new LinkedHashMap<>();
              for (int i = 0; i < words.size(); i++) {
                offers.put(words.get(i), values.get(i));
              }
              return offers;
            });
  }
}
