package org.smtpra.bench.node;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * nodemailer with its pool, installed by npm into a directory. Its process speaks the lines of
 * {@link org.smtpra.bench.client.ClientService}.
 *
 * @param directory with the script and what it imports
 * @param version of nodemailer and of Node.js
 */
public record NodeSender(Path directory, String version) {
  private static final String PACKAGE = "package.json";
  private static final String SCRIPT = "sender.js";
  private static final long LIMIT_SECONDS = 120;
  private static final Pattern PINNED = Pattern.compile("\"nodemailer\": \"([^\"]+)\"");

  /**
   * Installs it. npm asks the network for what it does not have.
   *
   * @throws IOException telling why there is none
   */
  public static NodeSender install(Path directory) throws IOException {
    Files.createDirectories(directory);
    copy(PACKAGE, directory);
    copy(SCRIPT, directory);
    String node = run(directory, "node", "--version");
    run(
        directory,
        "npm",
        "install",
        "--no-package-lock",
        "--no-audit",
        "--no-fund",
        "--prefer-offline",
        "--fetch-retries=1");
    return new NodeSender(directory, pinned(directory) + ", Node.js " + node);
  }

  /**
   * The command of its process.
   *
   * @param authority the certificate of those whose servers it trusts, as PEM
   */
  public List<String> command(Path authority) {
    return List.of("node", directory.resolve(SCRIPT).toString(), authority.toString());
  }

  private static String pinned(Path directory) throws IOException {
    Matcher found = PINNED.matcher(Files.readString(directory.resolve(PACKAGE)));
    if (!found.find()) {
      throw new IOException(PACKAGE + " has no version of nodemailer");
    }
    return found.group(1);
  }

  private static void copy(String name, Path directory) throws IOException {
    try (InputStream resource = NodeSender.class.getResourceAsStream(name)) {
      if (resource == null) {
        throw new IOException("no resource " + name);
      }
      Files.copy(resource, directory.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Runs a command and returns what it printed. */
  private static String run(Path directory, String... command) throws IOException {
    Path output = directory.resolve(command[0] + ".log");
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException(command[0] + " takes longer than " + LIMIT_SECONDS + " s");
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    String printed = Files.readString(output, StandardCharsets.UTF_8).strip();
    if (process.exitValue() != 0) {
      throw new IOException(String.join(" ", command) + " failed: " + printed);
    }
    return printed;
  }
}
