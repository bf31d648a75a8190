package org.smtpra.standalone;

import jakarta.activation.DataHandler;
import jakarta.activation.DataSource;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Text of 200 MB that is nowhere in memory, the same whenever it is read. */
final class LargeMessage implements DataSource {

  static final long OCTETS = 200L << 20;

  /** One of two lines begins with a dot. */
  private static final byte[] LINES =
      (".".repeat(62) + "\r\n" + "x".repeat(62) + "\r\n")
          .repeat(64)
          .getBytes(StandardCharsets.US_ASCII);

  /** Makes the very same octets of every empty message. */
  static MimeMessage fill(MimeMessage message, String encoding) throws MessagingException {
    message.setFrom("shop@example.com");
    message.setRecipients(MimeMessage.RecipientType.TO, "anna@example.org");
    message.setDataHandler(new DataHandler(new LargeMessage()));
    message.setHeader("Content-Transfer-Encoding", encoding);
    message.saveChanges();
    message.setHeader("Message-ID", "<large@example.com>");
    message.setHeader("Date", "Sat, 21 Nov 2026 12:00:00 +0000");
    return message;
  }

  @Override
  public InputStream getInputStream() {
    return new Generated();
  }

  @Override
  public OutputStream getOutputStream() {
    throw new UnsupportedOperationException("the text is generated");
  }

  @Override
  public String getContentType() {
    return "text/plain; charset=us-ascii";
  }

  @Override
  public String getName() {
    return "large.txt";
  }

  private static final class Generated extends InputStream {
    private long done;

    @Override
    public int read() {
      return done == OCTETS ? -1 : LINES[(int) (done++ % LINES.length)];
    }

    @Override
    public int read(byte[] octets, int offset, int length) {
      if (done == OCTETS) {
        return -1;
      }
      int position = (int) (done % LINES.length);
      int count = (int) Math.min(Math.min(length, LINES.length - position), OCTETS - done);
      System.arraycopy(LINES, position, octets, offset, count);
      done += count;
      return count;
    }
  }
}
