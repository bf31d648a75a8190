package org.smtpra.standalone;

import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Replies that are nearly right, or not at all; the same for the same seed. */
final class FuzzedReplies {

  private final Random random;

  FuzzedReplies(Random random) {
    this.random = random;
  }

  /** Something in place of a correct reply, which ends with CRLF; may be empty. */
  String inPlaceOf(String correct) {
    return switch (random.nextInt(17)) {
      case 0 -> code() + " text\r\n";
      case 1 -> sameCode(correct.substring(0, 3), 2 + random.nextInt(5));
      case 2 -> code() + "-a\r\n" + code() + "-b\r\n" + code() + " c\r\n";
      case 3 -> noise() + "\r\n";
      case 4 -> noise();
      case 5 -> "\r\n".repeat(1 + random.nextInt(3));
      case 6 -> correct + correct;
      case 7 -> correct.substring(0, random.nextInt(correct.length()));
      case 8 -> correct.substring(0, 4) + "x".repeat(random.nextInt(10_000)) + "\r\n";
      case 9 -> sameCode(correct.substring(0, 3), random.nextInt(400));
      case 10 -> withOneOctetChanged(correct);
      case 11 -> correct + noise();
      case 12 -> "";
      case 13 ->
          pick("250ok\r\n", "2500 ok\r\n", "-250 ok\r\n", "25\r\n", " 250 ok\r\n", "250\r\n");
      case 14 ->
          code() + pick(" 9.9.9.9 x\r\n", " 4.99999999999999999 x\r\n", " 5..1\r\n", " 4.\r\n");
      case 15 -> correct + code() + " too many\r\n";
      default -> keywords();
    };
  }

  private String pick(String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private int code() {
    return random.nextBoolean()
        ? Integer.parseInt(
            pick("250", "354", "334", "235", "220", "421", "451", "550", "500", "502", "221"))
        : 100 + random.nextInt(600);
  }

  private static String sameCode(String code, int lines) {
    return (code + "-more\r\n").repeat(lines) + code + " end\r\n";
  }

  private String noise() {
    return IntStream.range(0, 1 + random.nextInt(200))
        .mapToObj(i -> String.valueOf((char) random.nextInt(256)))
        .collect(Collectors.joining());
  }

  private String withOneOctetChanged(String correct) {
    StringBuilder octets = new StringBuilder(correct);
    octets.setCharAt(random.nextInt(octets.length()), (char) random.nextInt(256));
    return octets.toString();
  }

  private String keywords() {
    return "250-a\r\n250-"
        + pick("SIZE -1", "SIZE 99999999999999999999", "SIZE 0 0", "AUTH=", "AUTH", "\u0000", "")
        + "\r\n250 "
        + pick("PIPELINING x", "8BITMIME=", "CHUNKING", "SMTPUTF8 \u00ff", "-")
        + "\r\n";
  }
}
