package org.smtpra.ra;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import org.smtpra.config.Credentials;
import org.smtpra.config.HostConfiguration;
import org.smtpra.config.InvalidConfigurationException;
import org.smtpra.config.ParsedConfiguration;
import org.smtpra.config.SmtpConfiguration;
import org.smtpra.delivery.CredentialGate;
import org.smtpra.delivery.Dispatch;
import org.smtpra.delivery.HandOver;
import org.smtpra.delivery.HostAdmission;
import org.smtpra.delivery.HostTrial;
import org.smtpra.delivery.MessagePace;
import org.smtpra.delivery.MessageSender;
import org.smtpra.delivery.OpeningAttempt;
import org.smtpra.delivery.RetirementAge;
import org.smtpra.delivery.RetryPlan;
import org.smtpra.delivery.SessionProvider;
import org.smtpra.delivery.SignOn;
import org.smtpra.delivery.SlotRegistry;
import org.smtpra.delivery.SlotUpkeep;
import org.smtpra.delivery.TokenDesk;
import org.smtpra.event.EventFan;
import org.smtpra.event.HostLog;
import org.smtpra.event.SmtpEventListener;
import org.smtpra.flight.FlightRecording;
import org.smtpra.host.ChangeSignal;
import org.smtpra.host.CredentialCooldowns;
import org.smtpra.host.HostRegistry;
import org.smtpra.host.HostRegistry.Circumstances;
import org.smtpra.jmx.SendNotices;
import org.smtpra.kerberos.TicketOffice;
import org.smtpra.metrics.FactoryMetrics;
import org.smtpra.metrics.LastFailures;
import org.smtpra.session.SessionOpener;
import org.smtpra.session.TicketSupply;
import org.smtpra.submission.Means;
import org.smtpra.token.TokenCircumstances;
import org.smtpra.token.TokenStore;
import org.smtpra.transport.SystemResolver;
import org.smtpra.transport.TlsContext;

/** The parts that deliver the messages of one configuration, put together. */
record DeliveryParts(
    LongSupplier nanoTime,
    FactoryMetrics metrics,
    LastFailures lastFailures,
    SendNotices notices,
    SmtpEventListener events,
    ChangeSignal signal,
    HostRegistry hosts,
    CredentialCooldowns refused,
    TokenStore tokens,
    HostTrial trial,
    SlotRegistry slots,
    SlotUpkeep upkeep,
    HostAdmission admission,
    MessageSender sender,
    Dispatch dispatch) {

  static DeliveryParts of(ParsedConfiguration parsed, Executor workers)
      throws IOException, GeneralSecurityException, InvalidConfigurationException {
    SmtpConfiguration configuration = parsed.configuration();
    Circumstances real =
        new Circumstances(System::nanoTime, () -> ThreadLocalRandom.current().nextDouble());
    FactoryMetrics metrics = new FactoryMetrics();
    LastFailures lastFailures = new LastFailures(Clock.systemUTC());
    SendNotices notices = new SendNotices(Clock.systemUTC());
    SmtpEventListener events =
        EventFan.of(
            real.nanoTime(),
            metrics,
            lastFailures,
            new HostLog(),
            FlightRecording.whereAvailable(),
            notices);
    ChangeSignal signal = new ChangeSignal();
    HostRegistry hosts =
        new HostRegistry(configuration.hosts(), configuration.cooldown(), real, events, signal);
    CredentialCooldowns refused = new CredentialCooldowns(configuration.cooldown(), real);
    TokenStore tokens = tokens(configuration, workers, real, events);
    SessionOpener opener =
        new SessionOpener(
                configuration,
                TlsContext.of(configuration.tls(), configuration.hosts()),
                new SystemResolver(workers, new OneThreadEach("smtp-ra-lookup")),
                real.nanoTime())
            .with(new CredentialGate(refused, signal))
            .withTokens(new TokenDesk(tokens))
            .withTickets(tickets(workers));
    RetirementAge age = new RetirementAge(configuration.limits().maxSessionAge(), real.random());
    SignOn signOn = new SignOn(parsed.credentials(), refused);
    SessionProvider provider =
        new SessionProvider(hosts, signOn, new OpeningAttempt(opener, age, events));
    SlotRegistry slots =
        new SlotRegistry(provider, configuration.limits(), events, signal, real.nanoTime());
    HostAdmission admission =
        new HostAdmission(provider, slots, signal, configuration.timeouts().acquire());
    Dispatch dispatch =
        new Dispatch(
            new RetryPlan(configuration.retries(), real.random()),
            events,
            admission,
            real.nanoTime(),
            Clock.systemUTC());
    return new DeliveryParts(
        real.nanoTime(),
        metrics,
        lastFailures,
        notices,
        events,
        signal,
        hosts,
        refused,
        tokens,
        new HostTrial(hosts, signOn, opener),
        slots,
        new SlotUpkeep(slots, provider, workers, real.nanoTime()),
        admission,
        new MessageSender(
            configuration.messages(),
            dispatch,
            new HandOver(
                new MessagePace(configuration.timeouts().acquire(), signal),
                configuration.wire(),
                events),
            real.nanoTime()),
        dispatch);
  }

  /** What sends messages in the background. */
  Means submissionMeans() {
    return new Means(sender, dispatch, admission, events, nanoTime);
  }

  /** Loads nothing of the JDK's Kerberos, which a server need not show, before it is needed. */
  private static TicketSupply tickets(Executor workers) {
    return (user, host, limit, attempt) ->
        new TicketOffice(workers, new OneThreadEach("smtp-ra-lookup"))
            .begin(user, host, limit, attempt);
  }

  /** A source that cannot be found is a mistake in the configuration, not a refused sign-in. */
  private static TokenStore tokens(
      SmtpConfiguration configuration,
      Executor workers,
      Circumstances real,
      SmtpEventListener events)
      throws InvalidConfigurationException {
    TokenStore store =
        new TokenStore(
            new TokenCircumstances(
                workers,
                new OneThreadEach("smtp-ra-lookup"),
                real.nanoTime(),
                Clock.systemUTC(),
                real.random(),
                configuration.cooldown().reconnectCooldown(),
                events));
    for (HostConfiguration host : configuration.hosts()) {
      Optional<Credentials> user = host.credentials().or(configuration.client()::credentials);
      if (user.isPresent()) {
        store.prepare(user.get());
      }
    }
    return store;
  }
}
