package org.smtpra.bench.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that does not answer, or has ended, cannot hold up who asks it. */
class ChildProcessTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path directory;

  @Test
  void answerIsReadAmongOtherLines() throws IOException {
    try (ChildProcess process = start("talkative")) {
      assertEquals("2", process.ask("a=2", LONG).text("a"));
      assertEquals("3", process.ask("a=3", LONG).text("a"));
    }
  }

  @Test
  void processThatDoesNotAnswerInTimeIsKilled() throws IOException {
    try (ChildProcess process = start("silent")) {
      String message =
          assertThrows(
                  ChildProcess.UnansweredException.class,
                  () -> process.ask("run", Duration.ofMillis(50)))
              .getMessage();
      assertTrue(message.contains("child has not answered within"), message);
      // It is gone: otherwise it would still be silent, for longer than this may take.
      IOException gone = assertThrows(IOException.class, () -> process.ask("run", LONG));
      assertTrue(gone.getMessage().contains("has ended without an answer"), gone.getMessage());
    }
  }

  @Test
  void failureIsToldWithWhatWasAsked() throws IOException {
    try (ChildProcess process = start("failing")) {
      String message =
          assertThrows(IOException.class, () -> process.ask("open it", LONG)).getMessage();
      assertTrue(message.contains("child, asked to open it: "), message);
      assertTrue(message.contains("broken"), message);
    }
  }

  private ChildProcess start(String manner) throws IOException {
    List<String> command = JavaCommand.withHeap("32m");
    command.add(Child.class.getName());
    command.add(manner);
    return new ChildProcess("child", command, directory.resolve("child.log"));
  }

  /** The process. */
  public static final class Child {
    private Child() {}

    /** Argument: talkative, silent or failing. */
    public static void main(String[] arguments) throws IOException {
      Console console = new Console();
      console.serve(
          line -> {
            console.print("a library says something");
            switch (arguments[0]) {
              case "silent" -> new CountDownLatch(1).await();
              case "failing" -> throw new IOException("it is broken");
              default -> console.print("and more");
            }
            return Fields.parse(line);
          });
    }
  }
}
