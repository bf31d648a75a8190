package org.smtpra.bench.memory;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.smtpra.SmtpFailureClassification;
import org.smtpra.SmtpFailureKind;
import org.smtpra.SmtpFailureReason;
import org.smtpra.SmtpSendStage;
import org.smtpra.config.ConfigurationParser;
import org.smtpra.config.InvalidConfigurationException;
import org.smtpra.config.SmtpConfiguration;
import org.smtpra.event.SmtpEventListener;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.host.ChangeSignal;
import org.smtpra.host.HostPlace;
import org.smtpra.host.HostRegistry;

/** The choice of the host for a new session, whose place is given back at once. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class HostBenchmark {
  private static final String WEIGHTED =
      "a.example.com;weight=1,b.example.com;weight=2,c.example.com;weight=3";
  private static final String TIERS =
      "a.example.com;priority=0,b.example.com;priority=0,c.example.com;priority=1,d.example.com;priority=2";

  /** Three hosts by weight, four in three tiers, or these with the first one cooling down. */
  @Param({"weighted", "tiers", "paused"})
  public String hosts = "weighted";

  private @Nullable HostRegistry registry;

  /** Makes the registry. */
  @Setup
  public void start() throws InvalidConfigurationException {
    SmtpConfiguration configuration =
        ConfigurationParser.parse(
                Map.of(
                    "hosts",
                    hosts.equals("weighted") ? WEIGHTED : TIERS,
                    "security",
                    "NONE",
                    "reconnectCooldown",
                    "1h",
                    "maxReconnectCooldown",
                    "1h"))
            .configuration();
    HostRegistry started =
        new HostRegistry(
            configuration.hosts(),
            configuration.cooldown(),
            new HostRegistry.Circumstances(System::nanoTime, () -> 0.5),
            new SmtpEventListener() {},
            new ChangeSignal());
    if (hosts.equals("paused")) {
      started.choose(host -> host.host().equals("a.example.com")).orElseThrow().failed(refused());
    }
    registry = started;
  }

  /** One choice. */
  @Benchmark
  public HostPlace chooseAndGiveBack() {
    if (registry == null) {
      throw new IllegalStateException("not started");
    }
    HostPlace place = registry.choose(host -> true).orElseThrow();
    place.withdrawn();
    return place;
  }

  private static SmtpFailure refused() {
    return new SmtpFailure(
        "connection refused",
        SmtpFailureClassification.of(
            SmtpFailureKind.RETRYABLE_BEFORE_SEND,
            SmtpFailureReason.CONNECT_FAILED,
            SmtpSendStage.CONNECT),
        null);
  }
}
