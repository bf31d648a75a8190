package org.smtpra.testkit.chaos;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.smtpra.testkit.TestCertificates;
import org.smtpra.testkit.chaos.front.FrontLoop;
import org.smtpra.testkit.chaos.host.ChaosHost;
import org.smtpra.testkit.chaos.host.HostPlace;
import org.smtpra.testkit.chaos.host.ScriptedHost;

/** The servers of one run. Not thread safe. */
public final class ChaosField implements AutoCloseable {

  /** Two hosts share the first tier at 3 to 1, the others are behind them. */
  private static final int FIRST_WEIGHT = 3;

  private static final int MESSAGES_PER_SESSION = 40;

  private final String name;
  private final TestCertificates certificates;
  private final FrontLoop loop = new FrontLoop();
  private final List<ChaosHost> hosts = new ArrayList<>();

  /** Makes one host of a field. */
  @FunctionalInterface
  public interface HostMaker {

    /** Starts it at its place, with a front of this loop. */
    ChaosHost start(HostPlace place, FrontLoop loop);
  }

  private ChaosField(String name, TestCertificates certificates) {
    this.name = name;
    this.certificates = certificates;
  }

  /** Scripted servers; the last one is a careless relay with another server behind it. */
  public static ChaosField scripted(ChaosOptions options, TestCertificates certificates) {
    ChaosField field = new ChaosField("s" + options.seed(), certificates);
    for (int i = 0; i < options.hosts() - 1; i++) {
      field.add(
          i,
          options,
          (place, loop) -> ScriptedHost.start(place, certificates, loop, MESSAGES_PER_SESSION));
    }
    field.add(
        options.hosts() - 1,
        options,
        (place, loop) -> ScriptedHost.startRelay(place, certificates, loop));
    return field;
  }

  private void add(int index, ChaosOptions options, HostMaker maker) {
    int tier = index < Math.max(1, options.hosts() - 1) ? 0 : 1;
    hosts.add(maker.start(new HostPlace("localhost", tier, index == 0 ? FIRST_WEIGHT : 1), loop));
  }

  String name() {
    return name;
  }

  FrontLoop loop() {
    return loop;
  }

  List<ChaosHost> hosts() {
    return hosts;
  }

  /** The properties that lead to these servers. */
  Map<String, String> properties() {
    Map<String, String> properties = new HashMap<>();
    properties.put("hosts", hosts.stream().map(ChaosHost::entry).collect(Collectors.joining(",")));
    properties.put("security", "STARTTLS");
    properties.put("trustStoreFile", certificates.trustStore().toString());
    properties.put("trustStorePassword", certificates.password());
    return properties;
  }

  @Override
  public void close() {
    loop.close();
    hosts.forEach(ChaosHost::close);
  }
}
