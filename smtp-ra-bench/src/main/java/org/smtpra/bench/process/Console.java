package org.smtpra.bench.process;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * The standard streams of a process as lines. The senders' libraries print where they like; so a
 * line that means something begins with {@link #ANSWER}.
 */
public final class Console {
  static final String ANSWER = "#answer ";

  private final BufferedReader in =
      new BufferedReader(
          new InputStreamReader(new FileInputStream(FileDescriptor.in), StandardCharsets.UTF_8));
  private final PrintStream out =
      new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);

  /** Answers every line that comes in, until there are none. */
  public void serve(Service service) throws IOException {
    String line = in.readLine();
    while (line != null) {
      out.println(ANSWER + answer(service, line));
      line = in.readLine();
    }
  }

  /** Prints a line for people. */
  public void print(String line) {
    out.println(line);
  }

  private static String answer(Service service, String line) {
    try {
      return service.answer(line).line();
    } catch (Exception e) {
      return "error=" + e.toString().replaceAll("\\s+", "_");
    }
  }

  /** What a process does when asked. */
  @FunctionalInterface
  public interface Service {
    /** Does what a line asks for. */
    Fields answer(String line) throws Exception;
  }
}
