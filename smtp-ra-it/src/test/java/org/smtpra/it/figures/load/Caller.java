package org.smtpra.it.figures.load;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.smtpra.SmtpConnection;
import org.smtpra.SmtpConnectionFactory;
import org.smtpra.testkit.Times;

/**
 * Calls a factory for a while, on the thread that asks for it, one call after the other. Thread
 * safe.
 */
public final class Caller {

  /** So often between two looks at the clock. */
  private static final int LEASES_AT_ONCE = 64;

  private final SmtpConnectionFactory smtp;
  private final StartLine start = new StartLine();

  /** A caller of this factory. */
  public Caller(SmtpConnectionFactory smtp) {
    this.smtp = smtp;
  }

  /**
   * Does what the action says: {@code send} or {@code lease}.
   *
   * @param parameters by name: {@code callers} that are to begin together, {@code millis}
   * @return figures, or a failure with its stack
   */
  public Properties answer(String action, UnaryOperator<String> parameters) {
    try {
      int callers = Integer.parseInt(parameters.apply("callers"));
      long nanos = TimeUnit.MILLISECONDS.toNanos(Long.parseLong(parameters.apply("millis")));
      start.await(callers);
      return switch (action) {
        case "send" -> send(nanos).write();
        case "lease" -> lease(nanos).write();
        default -> throw new IllegalArgumentException("no action is called " + action);
      };
    } catch (Exception e) {
      StringWriter text = new StringWriter();
      e.printStackTrace(new PrintWriter(text, true));
      Properties failure = new Properties();
      failure.setProperty("failure", text.toString());
      return failure;
    }
  }

  private CallerFigures send(long nanos) throws Exception {
    Times times = new Times();
    long allocated = AllocatedOctets.ofThisThread();
    long began = System.nanoTime();
    long before = began;
    while (before - began < nanos) {
      smtp.send(Letter.build(smtp));
      long after = System.nanoTime();
      times.add(after - before);
      before = after;
    }
    allocated = AllocatedOctets.ofThisThread() - allocated;
    return new CallerFigures(times.count(), before - began, allocated, times.text());
  }

  private CallerFigures lease(long nanos) throws Exception {
    long pairs = 0;
    long allocated = AllocatedOctets.ofThisThread();
    long began = System.nanoTime();
    long took = 0;
    while (took < nanos) {
      for (int i = 0; i < LEASES_AT_ONCE; i++) {
        takeAndGiveBack();
      }
      pairs += LEASES_AT_ONCE;
      took = System.nanoTime() - began;
    }
    allocated = AllocatedOctets.ofThisThread() - allocated;
    return new CallerFigures(pairs, took, allocated, "");
  }

  private void takeAndGiveBack() throws Exception {
    SmtpConnection lease = smtp.getConnection();
    lease.close();
  }
}
