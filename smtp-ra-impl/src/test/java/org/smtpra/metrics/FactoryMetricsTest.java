package org.smtpra.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.smtpra.SmtpFailureKind;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.SmtpSendStage;
import org.smtpra.event.SessionEnd;
import org.smtpra.failure.FailureCause;
import org.smtpra.failure.FailureTable;

class FactoryMetricsTest {

  private static final Path DOCS = Path.of("../docs/reference/metrics.md");

  private final FactoryMetrics metrics = new FactoryMetrics();

  private static SmtpSendFailedException failure(SmtpSendStage stage, FailureCause cause) {
    return SmtpSendFailedException.builder("x", FailureTable.before(stage, cause)).build();
  }

  private List<MetricSample> samples(SmtpMetric metric) {
    return metrics.samples(List.of()).stream().filter(sample -> sample.metric() == metric).toList();
  }

  private long total(SmtpMetric metric) {
    return samples(metric).stream().mapToLong(MetricSample::count).sum();
  }

  @Test
  void timersKnowHowOftenHowLongInAllAndTheLongest() {
    metrics.leaseAwaited(Duration.ofMillis(250));
    metrics.leaseAwaited(Duration.ofMillis(1750));
    MetricSample wait = samples(SmtpMetric.LEASE_WAIT).get(0);
    assertEquals(2, wait.count());
    assertEquals(2.0, wait.value(), 1e-6);
    assertEquals(1.75, wait.longest(), 1e-6);
  }

  @Test
  void cancelledMessagesAreNoFailedOnes() {
    metrics.messageFailed(
        failure(SmtpSendStage.ACQUIRE, FailureCause.CANCELLED), Duration.ofMillis(1));
    metrics.messageFailed(
        failure(SmtpSendStage.ACQUIRE, FailureCause.POOL_EXHAUSTED), Duration.ofMillis(1));
    assertEquals(1, total(SmtpMetric.SEND_CANCELLED));
    assertEquals(1, total(SmtpMetric.SEND_FAILED));
    assertEquals(1, total(SmtpMetric.SEND_DEFINITELY_NOT_ACCEPTED));
    assertEquals(0, total(SmtpMetric.SEND_AMBIGUOUS));
    assertEquals(2, total(SmtpMetric.SENDS));
    assertEquals(1, metrics.failed().get(SmtpFailureKind.CANCELLED));
    assertEquals(1, metrics.failed().get(SmtpFailureKind.POOL_EXHAUSTED));
  }

  @Test
  void attemptThatAnotherOneMadeGoodIsClassifiedAndNotFailed() {
    metrics.messageRetried(
        Optional.of(FailureTable.before(SmtpSendStage.CONNECT, FailureCause.CONNECTION_LOST)),
        Duration.ZERO);
    assertEquals(1, total(SmtpMetric.SEND_RETRIES));
    assertEquals(1, total(SmtpMetric.SEND_CLASSIFIED));
    assertEquals(0, total(SmtpMetric.SENDS));
  }

  @Test
  void sessionsThatDidNotAnswerOrMadeWayAreCountedUnderBothNames() {
    metrics.sessionClosed("a:25", SessionEnd.PROBE_FAILED);
    metrics.sessionClosed("a:25", SessionEnd.FAILBACK);
    metrics.sessionClosed("a:25", SessionEnd.IDLE);
    assertEquals(3, total(SmtpMetric.SESSIONS_ENDED));
    assertEquals("host=a:25", samples(SmtpMetric.SESSIONS_PROBE_FAILED).get(0).tagText());
    assertEquals(1, total(SmtpMetric.SESSIONS_PROBE_FAILED));
    assertEquals(1, total(SmtpMetric.SESSIONS_FAILBACK));
  }

  @Test
  void outageIsCountedOnceHoweverOftenItsPauseIsProlonged() {
    metrics.hostDown("a:25", 1, Duration.ofSeconds(1), "refused");
    metrics.hostDown("a:25", 2, Duration.ofSeconds(2), "refused");
    assertEquals(1, total(SmtpMetric.HOST_DOWN));
  }

  @Test
  void everyMetricHasOneRowInTheReferenceWithItsKindUnitAndTags() throws IOException {
    List<String> rows =
        Files.readAllLines(DOCS).stream()
            .takeWhile(line -> !line.startsWith("## On the server's own endpoint"))
            .filter(line -> line.startsWith("| `smtpra."))
            .toList();
    for (SmtpMetric metric : SmtpMetric.values()) {
      String tags =
          metric.tags().stream().map(MetricTag::tagName).collect(Collectors.joining(", "));
      String start =
          "| `%s` | %s | %s | %s |"
              .formatted(
                  metric.metricName(),
                  metric.kind().name().toLowerCase(Locale.ROOT),
                  metric.unit(),
                  tags);
      assertEquals(1, rows.stream().filter(row -> row.startsWith(start)).count(), start);
    }
    assertEquals(SmtpMetric.values().length, rows.size());
  }

  @Test
  void everyMetricHasOneRowOfNamesOnTheServersOwnEndpoint() throws IOException {
    List<String> rows =
        Files.readAllLines(DOCS).stream()
            .dropWhile(line -> !line.startsWith("## On the server's own endpoint"))
            .toList();
    for (SmtpMetric metric : SmtpMetric.values()) {
      String start = "| `" + metric.metricName() + "` | `smtpra_";
      assertEquals(1, rows.stream().filter(row -> row.startsWith(start)).count(), start);
    }
  }

  @Test
  void namesDiffer() {
    assertEquals(
        SmtpMetric.values().length,
        Arrays.stream(SmtpMetric.values()).map(SmtpMetric::metricName).distinct().count());
    assertTrue(
        Arrays.stream(SmtpMetric.values())
            .allMatch(metric -> metric.metricName().matches("smtpra\\.[a-z_.]+")));
  }
}
