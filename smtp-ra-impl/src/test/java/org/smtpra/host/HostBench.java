package org.smtpra.host;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.smtpra.SmtpFailureClassification;
import org.smtpra.SmtpFailureKind;
import org.smtpra.SmtpFailureReason;
import org.smtpra.SmtpReply;
import org.smtpra.SmtpSendStage;
import org.smtpra.config.ConfigurationParser;
import org.smtpra.config.InvalidConfigurationException;
import org.smtpra.config.SmtpConfiguration;
import org.smtpra.event.SmtpEventListener;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.testkit.TestNanoClock;

/** A registry with a clock that the test moves, chance that it decides, and a record of events. */
final class HostBench implements SmtpEventListener {

  final TestNanoClock clock = new TestNanoClock();
  final ChangeSignal signal = new ChangeSignal();
  final List<String> events = new ArrayList<>();
  final HostRegistry hosts;
  double random = 0.5;

  private HostBench(SmtpConfiguration configuration) {
    hosts =
        new HostRegistry(
            configuration.hosts(),
            configuration.cooldown(),
            new HostRegistry.Circumstances(clock, () -> random),
            this,
            signal);
  }

  /** With the hosts, and more properties by name and value. */
  static HostBench of(String hosts, String... more) throws InvalidConfigurationException {
    Map<String, String> properties = new HashMap<>(Map.of("hosts", hosts, "security", "NONE"));
    for (int i = 0; i < more.length; i += 2) {
      properties.put(more[i], more[i + 1]);
    }
    return new HostBench(ConfigurationParser.parse(properties).configuration());
  }

  /** A host that takes no connection. */
  static SmtpFailure refused() {
    return failure(
        SmtpFailureClassification.of(
            SmtpFailureKind.RETRYABLE_BEFORE_SEND,
            SmtpFailureReason.CONNECT_FAILED,
            SmtpSendStage.CONNECT));
  }

  static SmtpFailure failure(SmtpFailureClassification classification) {
    return new SmtpFailure("connection refused", classification, null);
  }

  /** What a provider says that throttles. */
  static SmtpFailure throttled(String code, String enhancedCode, String text) {
    SmtpReply reply = new SmtpReply(Integer.parseInt(code), enhancedCode, List.of(text));
    return failure(
        SmtpFailureClassification.of(
                SmtpFailureKind.RETRYABLE_TEMPORARY_FAILURE,
                SmtpFailureReason.THROTTLED,
                SmtpSendStage.MAIL_FROM)
            .withReply(reply));
  }

  Optional<HostPlace> choose() {
    return hosts.choose(host -> true);
  }

  /** The name of the host of a new session, which stays open. */
  String open() {
    HostPlace place = choose().orElseThrow();
    place.opened();
    return place.host().host();
  }

  void advance(String seconds) {
    clock.advance(Duration.parse("PT" + seconds + "S"));
  }

  HostOutlook outlook() {
    return hosts.outlook(host -> true);
  }

  @Override
  public void hostDown(String endpointKey, int failures, Duration pause, String why) {
    events.add("down " + endpointKey + " " + failures + " " + pause.toMillis() + " " + why);
  }

  @Override
  public void hostUp(String endpointKey) {
    events.add("up " + endpointKey);
  }

  @Override
  public void hostProbed(String endpointKey) {
    events.add("probed " + endpointKey);
  }
}
