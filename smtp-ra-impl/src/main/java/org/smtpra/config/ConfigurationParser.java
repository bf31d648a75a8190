package org.smtpra.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.smtpra.SmtpRecipientPolicy;

/**
 * Turns what an administrator typed into a {@link SmtpConfiguration}, or says all that is wrong.
 */
public final class ConfigurationParser {

  /** A client that gives up earlier makes duplicates (RFC 5321 section 4.5.3.2.6, RFC 1047). */
  private static final Duration FINAL_REPLY_FLOOR = Duration.ofSeconds(60);

  private static final String REMEDY =
      "; enable MicroProfile Config in the server, without a server put an implementation on the class"
          + " path, or take configPrefix away";

  private final PropertyReader properties;
  private final SignOnReader signOn;

  private ConfigurationParser(PropertyReader properties) {
    this.properties = properties;
    this.signOn = new SignOnReader(properties);
  }

  /**
   * Reads and checks every property. Opens no connection and asks no name server; looks only
   * whether {@code trustStoreFile} can be read. With {@code configPrefix}, what is not set is
   * looked up in MicroProfile Config; where there is none, a warning says so.
   *
   * @param properties the texts by property name; a missing or blank one means the default
   * @return the configuration and what to warn about
   * @throws InvalidConfigurationException with all problems at once
   */
  public static ParsedConfiguration parse(Map<String, String> properties)
      throws InvalidConfigurationException {
    // No method reference: linking one may load the API, which must fail where it is caught.
    return parse(properties, () -> MicroProfileSource.find());
  }

  static ParsedConfiguration parse(Map<String, String> properties, Supplier<OverlaySource> lookup)
      throws InvalidConfigurationException {
    OverlayReader overlay = new OverlayReader(properties);
    PropertyReader reader = new PropertyReader(overlay.read(lookup));
    reader.problems().addAll(overlay.problems());
    overlay.warnings().forEach(reader::warn);
    reader.refuseUnknownNames();
    reader.refuseUnresolved();
    SmtpConfiguration configuration = new ConfigurationParser(reader).configuration();
    if (!reader.problems().isEmpty()) {
      reader.texts().trouble().ifPresent(trouble -> refuseOverlay(reader, trouble));
      throw new InvalidConfigurationException(reader.problems());
    }
    reader.texts().trouble().ifPresent(trouble -> warnOfNoOverlay(reader, trouble));
    new ContradictionCheck(reader).warn(configuration);
    return new ParsedConfiguration(
        configuration,
        reader.warnings(),
        new ConfiguredCredentials(reader.texts(), SignOnTable.of(configuration)),
        reader.texts());
  }

  /** What is missing may be in the overlay that could not be read. */
  private static void refuseOverlay(PropertyReader reader, String trouble) {
    reader.refuse(
        SmtpProperty.CONFIG_PREFIX, "one only where it has an effect, but " + trouble + REMEDY);
  }

  private static void warnOfNoOverlay(PropertyReader reader, String trouble) {
    reader.warn(
        "configPrefix has no effect, only what the server itself configures counts: "
            + trouble
            + REMEDY);
  }

  /**
   * Reads only users and passwords, of a configuration that was right when they were others.
   *
   * @throws InvalidConfigurationException if one of them cannot be used
   */
  static SignOnTable signOn(PropertyTexts texts) throws InvalidConfigurationException {
    PropertyReader reader = new PropertyReader(texts);
    ConfigurationParser parser = new ConfigurationParser(reader);
    SignOnTable read = SignOnTable.of(parser.hosts(), parser.signOn.factory());
    if (!reader.problems().isEmpty()) {
      throw new InvalidConfigurationException(reader.problems());
    }
    return read;
  }

  private SmtpConfiguration configuration() {
    RecoveryReader recovery = new RecoveryReader(properties);
    List<HostConfiguration> hosts = hosts();
    return new SmtpConfiguration(
        hosts,
        timeouts(),
        sessionLimits(),
        poolLimits(),
        recovery.cooldown(),
        recovery.retries(),
        submissions(),
        new MessageRules(
            properties.choice(SmtpProperty.RECIPIENT_POLICY, SmtpRecipientPolicy.class),
            properties.choice(SmtpProperty.LONG_LINES, LongLines.class)),
        wire(),
        client(hosts),
        new TlsReader(properties).read(),
        properties.duration(SmtpProperty.LEAK_DETECTION_THRESHOLD),
        properties.duration(SmtpProperty.SHUTDOWN_GRACE),
        properties.yesOrNo(SmtpProperty.ENABLE_METRICS));
  }

  private List<HostConfiguration> hosts() {
    Security security = properties.choice(SmtpProperty.SECURITY, Security.class);
    OptionalInt port = properties.integer(SmtpProperty.PORT);
    if (properties.texts().hasNumberedHost(0)) {
      return new NumberedHosts(properties, security, port, signOn).read();
    }
    if (properties.isSet(SmtpProperty.HOSTS)) {
      String label = properties.texts().label(SmtpProperty.HOSTS);
      return new HostListParser(
              new HostDefaults(security, port, signOn), label, properties.problems())
          .parse(properties.untrimmed(SmtpProperty.HOSTS));
    }
    return singleHost().stream()
        .map(
            host ->
                new HostConfiguration(
                    host,
                    port.orElse(security.defaultPort()),
                    0,
                    1,
                    security,
                    Optional.empty(),
                    0,
                    0))
        .toList();
  }

  private Optional<String> singleHost() {
    String text = properties.text(SmtpProperty.HOST);
    if (text.isEmpty()) {
      properties.refuse(SmtpProperty.HOST, "set host or hosts");
      return Optional.empty();
    }
    Optional<String> host = HostPart.bare(text);
    if (host.isEmpty()) {
      properties.refuse(
          SmtpProperty.HOST, RedactedEntry.of(text, false).text(), SmtpProperty.HOST.allowedText());
    }
    return host;
  }

  private Timeouts timeouts() {
    return new Timeouts(
        properties.duration(SmtpProperty.CONNECT_TIMEOUT),
        properties.duration(SmtpProperty.GREETING_TIMEOUT),
        properties.duration(SmtpProperty.AUTHENTICATE_TIMEOUT),
        properties.duration(SmtpProperty.SEND_TIMEOUT),
        finalReplyTimeout(),
        properties.duration(SmtpProperty.ACQUIRE_TIMEOUT));
  }

  private Duration finalReplyTimeout() {
    Duration wanted = properties.duration(SmtpProperty.FINAL_REPLY_TIMEOUT);
    if (wanted.compareTo(FINAL_REPLY_FLOOR) >= 0) {
      return wanted;
    }
    properties.warn(
        "finalReplyTimeout is raised from "
            + DurationText.format(wanted)
            + " to 60s: a client that gives up earlier makes duplicates (RFC 5321 section"
            + " 4.5.3.2.6)");
    return FINAL_REPLY_FLOOR;
  }

  private SessionLimits sessionLimits() {
    return new SessionLimits(
        properties.duration(SmtpProperty.KEEP_ALIVE_INTERVAL),
        properties.duration(SmtpProperty.IDLE_TIMEOUT),
        properties.integer(SmtpProperty.MAX_MESSAGES_PER_SESSION).orElse(0),
        properties.duration(SmtpProperty.MAX_SESSION_AGE));
  }

  private PoolLimits poolLimits() {
    int least = properties.integer(SmtpProperty.MIN_POOL_SIZE).orElse(0);
    int most = properties.integer(SmtpProperty.MAX_POOL_SIZE).orElse(1);
    if (least > most && !properties.hasProblem(SmtpProperty.MAX_POOL_SIZE)) {
      properties.refuse(SmtpProperty.MIN_POOL_SIZE, "at most maxPoolSize, which is " + most);
    }
    return new PoolLimits(least, most, properties.duration(SmtpProperty.MIN_POOL_REFILL_DELAY));
  }

  private SubmissionRules submissions() {
    return new SubmissionRules(
        properties.integer(SmtpProperty.ASYNC_QUEUE_CAPACITY).orElse(1),
        properties.integer(SmtpProperty.ASYNC_WORKERS).orElse(1));
  }

  private WireRules wire() {
    return new WireRules(
        properties.choice(SmtpProperty.PIPELINING, Pipelining.class),
        properties.choice(SmtpProperty.PIPELINE_DATA, PipelineData.class),
        properties.choice(SmtpProperty.CHUNKING, Chunking.class),
        properties.keywords(SmtpProperty.EHLO_IGNORE));
  }

  private ClientIdentity client(List<HostConfiguration> hosts) {
    String ehloName = properties.text(SmtpProperty.EHLO_NAME);
    if (!ehloName.isEmpty() && !DomainName.isEhloName(ehloName)) {
      properties.refuse(SmtpProperty.EHLO_NAME);
    }
    Optional<String> localAddress =
        Optional.of(properties.text(SmtpProperty.LOCAL_ADDRESS)).filter(text -> !text.isEmpty());
    if (localAddress.isPresent() && !IpLiteral.isAddress(localAddress.get())) {
      properties.refuse(SmtpProperty.LOCAL_ADDRESS);
    }
    List<String> mechanisms = properties.words(SmtpProperty.SASL_MECHANISMS);
    Optional<Credentials> factory = signOn.factory();
    signOn.check(mechanisms, hosts, factory);
    return new ClientIdentity(ehloName, localAddress, mechanisms, factory);
  }
}
