package org.smtpra.testkit.chaos.order;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/**
 * The octets of one message: what a caller hands over, with line ends of all kinds, lines of dots
 * and octets beyond ASCII; and what must arrive of it. One character stands for one octet.
 */
public final class OrderContent {

  private static final int LONGEST_LINE = 900;
  private static final String[] LINE_ENDS = {"\r\n", "\r\n", "\r\n", "\n", "\r"};
  private static final String[] ODD_LINES = {
    "", ".", "..", ".hidden", "RSET", "QUIT", "MAIL FROM:<evil@example.test>", "From here", "\t"
  };

  private final MailOrder order;

  OrderContent(MailOrder order) {
    this.order = order;
  }

  /** What the caller's message writes. */
  public byte[] given() {
    return (header() + body()).getBytes(StandardCharsets.ISO_8859_1);
  }

  /** What every server must get: each line ended by CRLF, the last one too. */
  public byte[] canonical() {
    String lines = (header() + body()).replaceAll("\r\n|\r|\n", "\r\n");
    String whole = lines.endsWith("\r\n") ? lines : lines + "\r\n";
    return whole.getBytes(StandardCharsets.ISO_8859_1);
  }

  private String header() {
    return "Date: Tue, 24 Nov 2026 09:00:00 +0000\r\n"
        + "From: <shop@example.test>\r\n"
        + ("To: <" + order.recipients().get(0) + ">\r\n")
        + ("Message-ID: " + order.messageId() + "\r\n")
        + ("Subject: chaos " + order.id() + "\r\n")
        + ("X-Chaos: " + order.id() + "\r\n")
        + "MIME-Version: 1.0\r\n"
        + "Content-Type: text/plain; charset=iso-8859-1\r\n"
        + "Content-Transfer-Encoding: 8bit\r\n"
        + "\r\n";
  }

  private String body() {
    SplittableRandom random = new SplittableRandom(order.content().seed());
    StringBuilder body = new StringBuilder("This is " + order.id() + "\r\n");
    while (body.length() < order.content().octets()) {
      body.append(line(random)).append(LINE_ENDS[random.nextInt(LINE_ENDS.length)]);
    }
    String end = random.nextBoolean() ? "\r\n" : "";
    return body.append(order.id()).append(" ends here").append(end).toString();
  }

  private String line(SplittableRandom random) {
    if (random.nextInt(8) == 0) {
      return ODD_LINES[random.nextInt(ODD_LINES.length)];
    }
    int octets = Math.min(LONGEST_LINE, 1 + random.nextInt(1 + order.content().octets() / 4));
    char octet = (char) (random.nextInt(10) == 0 ? 0xc0 + random.nextInt(0x40) : 'a');
    return String.valueOf(octet).repeat(octets);
  }
}
