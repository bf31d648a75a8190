package org.smtpra.bench;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.smtpra.bench.node.NodeSender;
import org.smtpra.bench.report.Environment;
import org.smtpra.testkit.Machine;

/** Finds out when, where and with what a run is made. */
final class RunFacts {
  /** Where a Maven repository keeps what the senders are made of. */
  private static final List<String> ARTIFACTS =
      List.of(
          "org/eclipse/angus/angus-mail",
          "jakarta/mail/jakarta.mail-api",
          "org/simplejavamail/simple-java-mail",
          "com/github/nithril/smtp-connection-pool",
          "io/vertx/vertx-mail-client",
          "com/hubspot/NioSmtpClient",
          "org/springframework/spring-context-support",
          "io/netty/netty-transport");

  private RunFacts() {}

  /** Of the run that begins now. */
  static Environment of(BenchOptions options, List<String> words, Optional<NodeSender> node) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("date", LocalDate.now(ZoneOffset.UTC).toString());
    facts.put("machine", machine());
    facts.put(
        "Java",
        System.getProperty("java.version")
            + " ("
            + System.getProperty("java.vm.name")
            + "), a heap of "
            + SenderProcesses.HEAP
            + " for each sender");
    facts.put("senders", senders(node));
    facts.put("command", command(words));
    facts.put(
        "measured",
        options.rounds()
            + " rounds of "
            + options.seconds()
            + " s, each after "
            + options.settleMillis()
            + " ms with the sender's connections; "
            + options.warmUpSeconds()
            + " s of sending before the first one of each process, "
            + options.freshMillis()
            + " ms before its first one of another size or of TLS");
    return new Environment(facts);
  }

  private static String machine() {
    long memory =
        ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
            .getTotalMemorySize();
    return Machine.processors()
        + ", "
        + (memory >> 30)
        + " GiB of memory, "
        + System.getProperty("os.name")
        + " "
        + System.getProperty("os.version")
        + " "
        + System.getProperty("os.arch")
        + ", shared by sink, relay and senders";
  }

  private static String senders(Optional<NodeSender> node) {
    List<String> all = new ArrayList<>();
    all.add("smtp-ra of commit " + commit());
    for (String artifact : ARTIFACTS) {
      all.add(artifact.substring(artifact.lastIndexOf('/') + 1) + " " + version(artifact));
    }
    node.ifPresent(known -> all.add("nodemailer " + known.version()));
    return String.join(", ", all);
  }

  private static String version(String artifact) {
    Pattern jar = Pattern.compile(".*/" + Pattern.quote(artifact) + "/([^/]+)/[^/]+\\.jar");
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .map(jar::matcher)
        .filter(Matcher::matches)
        .map(found -> found.group(1))
        .findFirst()
        .orElse("of an unknown version");
  }

  private static String commit() {
    try {
      Process git = new ProcessBuilder("git", "describe", "--always", "--dirty").start();
      String printed =
          new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return printed.isEmpty() ? "unknown" : printed;
    } catch (IOException e) {
      // No git here.
      return "unknown";
    }
  }

  private static String command(List<String> words) {
    String options = String.join(" ", words);
    return "mvn -ntp -Pbench verify -pl smtp-ra-bench -am"
        + (options.isEmpty() ? "" : " '-Dbench.options=" + options + "'");
  }
}
