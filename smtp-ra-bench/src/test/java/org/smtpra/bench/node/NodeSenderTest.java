package org.smtpra.bench.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.smtpra.bench.client.Workload;
import org.smtpra.bench.client.Workloads;
import org.smtpra.bench.process.ChildProcess;
import org.smtpra.bench.process.Fields;
import org.smtpra.bench.sink.Sink;
import org.smtpra.testkit.TestCertificates;

/** nodemailer does what it is asked, in the language of the other senders. */
class NodeSenderTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir static Path directory;

  private static NodeSender sender;

  @BeforeAll
  static void install() {
    try {
      sender = NodeSender.install(directory.resolve("node"));
    } catch (IOException e) {
      Assumptions.abort(
          "needs node, and nodemailer by npm: "
              + e.getMessage()
              + "; with both there, run: mvn -ntp test -pl smtp-ra-bench -am -Dtest=NodeSenderTest"
              + " -Dsurefire.failIfNoSpecifiedTests=false");
    }
  }

  @Test
  void everyMessageArrivesForEachRecipientAndIsToldAbout() throws IOException {
    exchange(false);
  }

  @Test
  void everyMessageArrivesOverStartTls() throws IOException {
    exchange(true);
  }

  @Test
  void failureIsTold() throws IOException {
    try (TestCertificates certificates = TestCertificates.forNames("dns:localhost");
        ChildProcess process = start(certificates)) {
      String message =
          assertThrows(IOException.class, () -> process.ask("run millis=1", LONG)).getMessage();
      assertTrue(message.contains("TypeError"), message);
    }
  }

  private static void exchange(boolean tls) throws IOException {
    try (TestCertificates certificates =
            TestCertificates.forNames("dns:localhost", "ip:127.0.0.1");
        Sink sink = new Sink(tls ? certificates.serverContext() : null);
        ChildProcess process = start(certificates)) {
      Workload workload = new Workload(0, Workloads.SMALL, 4, 2, 3, tls);
      process.ask("open port=" + sink.listen(0) + " " + new Fields(workload.fields()).line(), LONG);
      Fields told = process.ask("run millis=200", LONG);
      process.ask("close", LONG);
      long messages = told.number("messages");
      assertTrue(messages >= 4, told::line);
      assertEquals(Long.toString(messages), sink.counts().get("messages"));
      assertEquals(Long.toString(3 * messages), sink.counts().get("recipients"));
      assertEquals("2", sink.counts().get("sessions"));
      assertTrue(told.number("cpuNanos") > 0, told::line);
      assertTrue(told.number("p50Nanos") <= told.number("p99Nanos"), told::line);
    }
  }

  private static ChildProcess start(TestCertificates certificates) throws IOException {
    return new ChildProcess(
        "nodemailer",
        sender.command(certificates.authorityPem()),
        directory.resolve("nodemailer.log"));
  }
}
