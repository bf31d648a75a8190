package org.smtpra.delivery;

import static java.nio.charset.StandardCharsets.US_ASCII;

import jakarta.activation.DataHandler;
import jakarta.activation.DataSource;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Content of any length that may fail on its way, read anew each time. */
final class GeneratedContent implements DataSource {

  private static final byte[] LINE = "0123456789 abcdefghijklmnopqrstuvwxyz\r\n".getBytes(US_ASCII);

  private final int length;
  private final @Nullable Supplier<Throwable> failure;

  private GeneratedContent(int length, @Nullable Supplier<Throwable> failure) {
    this.length = length;
    this.failure = failure;
  }

  /** A message with so many octets of text. */
  static MimeMessage of(int length) throws MessagingException {
    return message(new GeneratedContent(length, null));
  }

  /** The same from a source that hands one stream out again and again. */
  static MimeMessage once(int length) throws MessagingException {
    InputStream only = new GeneratedContent(length, null).getInputStream();
    return message(
        new DataSource() {
          @Override
          public InputStream getInputStream() {
            return only;
          }

          @Override
          public OutputStream getOutputStream() throws IOException {
            throw new IOException("for reading only");
          }

          @Override
          public String getContentType() {
            return "text/plain";
          }

          @Override
          public String getName() {
            return "once";
          }
        });
  }

  /** A message whose text breaks behind so many octets. */
  static MimeMessage failing(int length, Supplier<Throwable> failure) throws MessagingException {
    return message(new GeneratedContent(length, failure));
  }

  private static MimeMessage message(DataSource content) throws MessagingException {
    MimeMessage message = DeliveryBench.message("generated");
    message.setDataHandler(new DataHandler(content));
    message.setHeader("Content-Transfer-Encoding", "7bit");
    return message;
  }

  @Override
  public InputStream getInputStream() {
    return new InputStream() {
      private int position;

      @Override
      public int read() throws IOException {
        if (position == length) {
          return end();
        }
        return LINE[position++ % LINE.length];
      }

      @Override
      public int read(byte[] target, int offset, int count) throws IOException {
        if (position == length) {
          return end();
        }
        int most = Math.min(count, length - position);
        for (int i = 0; i < most; i++) {
          target[offset + i] = LINE[position++ % LINE.length];
        }
        return most;
      }
    };
  }

  private int end() throws IOException {
    Throwable thrown = failure == null ? null : failure.get();
    if (thrown instanceof IOException io) {
      throw io;
    }
    if (thrown instanceof Error error) {
      throw error;
    }
    if (thrown instanceof RuntimeException runtime) {
      throw runtime;
    }
    return -1;
  }

  @Override
  public OutputStream getOutputStream() {
    throw new UnsupportedOperationException("read only");
  }

  @Override
  public String getContentType() {
    return "application/octet-stream";
  }

  @Override
  public String getName() {
    return "generated";
  }
}
