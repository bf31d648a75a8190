package org.smtpra.standalone;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A large message that stops in its midst when it is read for the second time. */
final class StuckMessage extends MimeMessage {

  private static final int LINES = 8000;
  private static final byte[] LINE = ("x".repeat(62) + "\r\n").getBytes(StandardCharsets.US_ASCII);

  private final CountDownLatch reading;
  private final CountDownLatch end;
  private final AtomicInteger times = new AtomicInteger();

  StuckMessage(CountDownLatch reading, CountDownLatch end) throws MessagingException {
    super(Session.getInstance(new Properties()));
    this.reading = reading;
    this.end = end;
    setHeader("Message-ID", "<stuck@example.com>");
  }

  @Override
  public void writeTo(OutputStream out, String[] ignored) throws IOException {
    boolean again = times.incrementAndGet() > 1;
    out.write("Subject: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    for (int line = 0; line < LINES; line++) {
      if (again && line == LINES / 2) {
        getStuck();
      }
      out.write(LINE);
    }
  }

  /** Whatever anybody does to the thread: some content handlers are like that. */
  private void getStuck() {
    reading.countDown();
    boolean interrupted = false;
    while (end.getCount() > 0) {
      try {
        end.await();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
