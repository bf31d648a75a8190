package org.smtpra.it.tomee;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.smtpra.it.server.CommandRun;

/** Turns passwords into what TomEE deciphers by itself, with TomEE's own command. */
final class Secrets {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final TomEEInstance instance;
  private final Map<String, String> known = new HashMap<>();

  Secrets(TomEEInstance instance) {
    this.instance = instance;
  }

  /** The value to write into a configuration file. */
  String cipher(String password) {
    return known.computeIfAbsent(password, this::ask);
  }

  private String ask(String password) {
    try {
      Path file = Files.writeString(instance.base().resolve("temp/password"), password);
      try {
        return "cipher:Static3DES:" + lastLine(command(file), instance.base());
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a command of a page prints at last, typed where TomEE is installed. */
  String answer(List<String> commands) {
    String typed = String.join("\n", commands).replace("bin/tomee.sh", "sh bin/tomee.sh");
    return lastLine(typed, instance.home().installation());
  }

  private String lastLine(String command, Path where) {
    String text =
        new CommandRun(instance.environment(), where, PATIENCE).run(List.of("sh", "-c", command));
    List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
    return lines.get(lines.size() - 1);
  }

  /** The shell reads the file: not every JVM can pass every letter on in an argument. */
  private String command(Path file) {
    Path program = instance.home().installation().resolve("bin/tomee.sh");
    return "sh '" + program + "' cipher -c Static3DES \"$(cat '" + file + "')\"";
  }
}
