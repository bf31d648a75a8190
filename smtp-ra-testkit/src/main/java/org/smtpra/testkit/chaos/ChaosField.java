package org.smtpra.testkit.chaos;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.smtpra.testkit.TestCertificates;
import org.smtpra.testkit.chaos.front.FrontLoop;
import org.smtpra.testkit.chaos.host.ChaosHost;
import org.smtpra.testkit.chaos.host.HostPlace;
import org.smtpra.testkit.chaos.host.HostsFile;
import org.smtpra.testkit.chaos.host.ScriptedHost;

/** The servers of one run. Not thread safe. */
public final class ChaosField implements AutoCloseable {

  /** Two hosts share the first tier at 3 to 1, the others are behind them. */
  private static final int FIRST_WEIGHT = 3;

  private static final int MOST_NAMES = 9;
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

  /**
   * Names for which the scripted servers' certificate must be good, for {@code TestCertificates}.
   */
  public static String[] certificateNames() {
    return Stream.concat(
            Stream.of("dns:localhost", "ip:127.0.0.1"),
            IntStream.rangeClosed(1, MOST_NAMES).mapToObj(i -> "dns:" + nameOf(i)))
        .toArray(String[]::new);
  }

  /**
   * Scripted servers; the last one is a careless relay with another server behind it. Where this
   * runtime reads host names from a {@link HostsFile}, each has a name that can lead astray.
   */
  public static ChaosField scripted(ChaosOptions options, TestCertificates certificates) {
    Optional<HostsFile> names = HostsFile.inUse();
    return of(
        options,
        certificates,
        (place, loop) -> {
          HostPlace own = names.isPresent() ? place : place.named("localhost");
          ScriptedHost host =
              own.priority() == 0
                  ? ScriptedHost.start(own, certificates, loop, MESSAGES_PER_SESSION)
                  : ScriptedHost.startRelay(own, certificates, loop);
          names.ifPresent(host::named);
          return options.seed() % 2 == 0 ? host : host.patient();
        });
  }

  /** Servers of any kind, each with a place of its own. */
  public static ChaosField of(
      ChaosOptions options, TestCertificates certificates, HostMaker maker) {
    ChaosField field = new ChaosField("s" + options.seed(), certificates);
    try {
      for (int i = 1; i <= options.hosts(); i++) {
        int tier = i == 1 || i < options.hosts() ? 0 : 1;
        int weight = i == 1 ? FIRST_WEIGHT : 1;
        field.hosts.add(maker.start(new HostPlace(nameOf(i), tier, weight), field.loop));
      }
      return field;
    } catch (RuntimeException e) {
      field.close();
      throw e;
    }
  }

  private static String nameOf(int host) {
    return "mx" + host + ".chaos.test";
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
