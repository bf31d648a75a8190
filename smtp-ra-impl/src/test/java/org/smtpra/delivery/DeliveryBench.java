package org.smtpra.delivery;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import org.smtpra.SmtpFailureClassification;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.SmtpSendOptions;
import org.smtpra.SmtpSendResult;
import org.smtpra.config.ConfigurationParser;
import org.smtpra.config.ConfiguredCredentials;
import org.smtpra.config.Credentials;
import org.smtpra.config.InvalidConfigurationException;
import org.smtpra.config.Secret;
import org.smtpra.config.SmtpConfiguration;
import org.smtpra.event.ConversationTimes;
import org.smtpra.event.SessionEnd;
import org.smtpra.event.SmtpEventListener;
import org.smtpra.host.ChangeSignal;
import org.smtpra.host.CredentialCooldowns;
import org.smtpra.host.HostRegistry;
import org.smtpra.host.HostRegistry.Circumstances;
import org.smtpra.session.SessionOpener;
import org.smtpra.session.SmtpSession;
import org.smtpra.testkit.TestNanoClock;
import org.smtpra.transport.Deadline;
import org.smtpra.transport.SystemResolver;
import org.smtpra.transport.TlsContext;

/** The delivery layer with a clock that the test moves, and a record of every event. */
final class DeliveryBench {

  static final Optional<Credentials> NOBODY = Optional.empty();

  final TestNanoClock clock = new TestNanoClock();
  final List<String> opened = new CopyOnWriteArrayList<>();
  final List<String> openFailed = new CopyOnWriteArrayList<>();
  final List<SessionEnd> ended = new CopyOnWriteArrayList<>();
  final List<String> retried = new CopyOnWriteArrayList<>();
  final List<String> verdicts = new CopyOnWriteArrayList<>();

  /** Runs inside the opening of a session, when it stands and is in no slot yet. */
  volatile Runnable whenOpened = () -> {};

  /** Runs before a wait between two attempts. */
  volatile Runnable whenRetried = () -> {};

  final ChangeSignal signal = new ChangeSignal();
  final HostRegistry hosts;
  final SessionProvider provider;
  final MessageSender sender;
  final Dispatch dispatch;
  final SlotRegistry slots;
  final HostAdmission admission;

  private DeliveryBench(SmtpConfiguration configuration, double random)
      throws IOException, GeneralSecurityException {
    SmtpEventListener events = new EventLog();
    Circumstances here = new Circumstances(clock, () -> random);
    hosts = new HostRegistry(configuration.hosts(), configuration.cooldown(), here, events, signal);
    CredentialCooldowns refused = new CredentialCooldowns(configuration.cooldown(), here);
    SessionOpener opener =
        new SessionOpener(
                configuration,
                TlsContext.of(configuration.tls()),
                new SystemResolver(Runnable::run, Runnable::run),
                clock)
            .with(new CredentialGate(refused, signal));
    RetirementAge age = new RetirementAge(configuration.limits().maxSessionAge(), here.random());
    provider =
        new SessionProvider(
            hosts,
            new SignOn(ConfiguredCredentials.of(configuration), refused),
            new OpeningAttempt(opener, age, events));
    slots = new SlotRegistry(provider, configuration.limits(), events, signal, clock);
    admission = new HostAdmission(provider, slots, signal, configuration.timeouts().acquire());
    dispatch =
        new Dispatch(
            new RetryPlan(configuration.retries(), here.random()),
            events,
            admission,
            clock,
            Clock.systemUTC());
    sender =
        new MessageSender(
            configuration.messages(),
            dispatch,
            new HandOver(
                new MessagePace(configuration.timeouts().acquire(), signal),
                configuration.wire(),
                events),
            clock);
  }

  /** With the plain-text hosts, and more properties by name and value. */
  static DeliveryBench to(String hosts, String... more) throws Exception {
    return new DeliveryBench(configuration(hosts, more), 0);
  }

  /** With a random number of its own, for the jitter. */
  static DeliveryBench to(double random, String hosts, String... more) throws Exception {
    return new DeliveryBench(configuration(hosts, more), random);
  }

  private static SmtpConfiguration configuration(String hosts, String... more)
      throws InvalidConfigurationException {
    Map<String, String> properties = new HashMap<>(Map.of("hosts", hosts, "security", "NONE"));
    for (int i = 0; i < more.length; i += 2) {
      properties.put(more[i], more[i + 1]);
    }
    return ConfigurationParser.parse(properties).configuration();
  }

  static Optional<Credentials> user(String name, String password) {
    return Optional.of(new Credentials(name, new Secret(password)));
  }

  static MimeMessage message(String subject) throws MessagingException {
    MimeMessage message = new MimeMessage(Session.getInstance(new Properties()));
    message.setFrom(new InternetAddress("shop@example.com"));
    message.setRecipients(Message.RecipientType.TO, "anna@example.org");
    message.setSubject(subject);
    message.setText("Hello.", "UTF-8");
    return message;
  }

  SessionSlot slot() {
    return slots.create();
  }

  Deadline never() {
    return Deadline.never(clock);
  }

  SmtpSendResult send(SessionSlot slot, MimeMessage message) throws SmtpSendFailedException {
    return send(slot, sender.prepare(message, SmtpSendOptions.defaults()));
  }

  SmtpSendResult send(SessionSlot slot, PreparedMessage message) throws SmtpSendFailedException {
    return dispatch.sendOnce(message, prepared -> sender.attempt(prepared, slot, NOBODY));
  }

  /** Sends by leases of a slot, again where that cannot deliver twice. */
  SmtpSendResult dispatch(SessionSlot slot, MimeMessage message, SmtpSendOptions options)
      throws SmtpSendFailedException {
    return dispatch.send(
        sender.prepare(message, options), prepared -> sender.attempt(prepared, slot, NOBODY));
  }

  SlotUpkeep upkeep() {
    return upkeep(Runnable::run);
  }

  SlotUpkeep upkeep(Executor workers) {
    return new SlotUpkeep(slots, provider, workers, clock);
  }

  /** The host of a slot's session, or an empty text. */
  static String endpointKey(SessionSlot slot) {
    return slot.session().map(SmtpSession::endpointKey).orElse("");
  }

  /** The user of a slot's session, or an empty text. */
  static String userName(SessionSlot slot) {
    return slot.session().flatMap(SmtpSession::credentials).map(Credentials::userName).orElse("");
  }

  private final class EventLog implements SmtpEventListener {

    @Override
    public void sessionOpened(String endpointKey, Duration took, ConversationTimes times) {
      opened.add(endpointKey);
      whenOpened.run();
    }

    @Override
    public void sessionOpenFailed(String endpointKey, SmtpFailureClassification why) {
      openFailed.add(endpointKey + " " + why.reason());
    }

    @Override
    public void sessionClosed(String endpointKey, SessionEnd why) {
      ended.add(why);
    }

    @Override
    public void messageSent(SmtpSendResult result) {
      verdicts.add("sent in " + result.attempts());
    }

    @Override
    public void messageRetried(Optional<SmtpFailureClassification> why, Duration wait) {
      whenRetried.run();
      retried.add(why.map(what -> what.reason().name()).orElse("deferred recipients"));
    }

    @Override
    public void messageFailed(SmtpSendFailedException failure, Duration elapsed) {
      verdicts.add(failure.classification().kind().name());
    }
  }
}
