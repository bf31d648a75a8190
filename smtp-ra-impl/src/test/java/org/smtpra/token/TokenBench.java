package org.smtpra.token;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.smtpra.auth.BearerToken;
import org.smtpra.config.Credentials;
import org.smtpra.config.HttpProxy;
import org.smtpra.config.Secret;
import org.smtpra.config.TokenConfiguration;
import org.smtpra.config.TokenRules;
import org.smtpra.event.SmtpEventListener;
import org.smtpra.transport.Attempt;
import org.smtpra.transport.Deadline;

/** A store whose clock the test moves, and a user whose tokens come from some endpoint. */
final class TokenBench implements AutoCloseable, SmtpEventListener {

  static final String SECRET = "cl1ent-s3cret";
  static final Duration LONG = Duration.ofSeconds(30);

  /** One that is right; tests of skew bring another. */
  private Clock clock = Clock.systemUTC();

  private final AtomicLong skipped = new AtomicLong();
  private final ExecutorService workers = Executors.newCachedThreadPool();
  private final Semaphore fetches = new Semaphore(0);
  private final Semaphore failures = new Semaphore(0);
  private TokenStore store = store();
  private Duration timeout = LONG;
  private Optional<HttpProxy> proxy = Optional.empty();

  private TokenStore store() {
    return new TokenStore(
        new TokenCircumstances(
            workers, workers, this::nanoTime, clock, () -> 0.5, Duration.ofSeconds(30), this));
  }

  TokenBench timeout(Duration time) {
    timeout = time;
    return this;
  }

  TokenBench proxy(String host, int port) {
    proxy = Optional.of(new HttpProxy(host, port));
    return this;
  }

  TokenBench clock(Instant now) {
    clock = Clock.fixed(now, ZoneOffset.UTC);
    store = store();
    return this;
  }

  Credentials user(String source, URI endpoint) {
    return user(source, Optional.of(endpoint), Optional.empty());
  }

  Credentials user(String source, Optional<URI> endpoint, Optional<Path> file) {
    return Credentials.withToken(
        "shop@example.com",
        new TokenConfiguration(
            source,
            endpoint,
            "client-1",
            new Secret(SECRET),
            new Secret(source.equals("REFRESH_TOKEN") ? "refresh-0" : ""),
            "scope-1",
            file,
            new TokenRules(
                timeout, Duration.ofMinutes(10), proxy, Optional.empty(), new Secret(""))));
  }

  BearerToken token(Credentials user) throws TokenFailure, InterruptedException {
    return store.token(user, Deadline.after(LONG, this::nanoTime), new Attempt());
  }

  String value(Credentials user) throws TokenFailure, InterruptedException {
    return token(user).value().reveal();
  }

  TokenStore tokens() {
    return store;
  }

  /** Waits for one more fetch that has succeeded. */
  void awaitFetch() throws InterruptedException {
    assertTrue(fetches.tryAcquire(30, TimeUnit.SECONDS));
  }

  /** Waits for one more fetch that has failed. */
  void awaitFailure() throws InterruptedException {
    assertTrue(failures.tryAcquire(30, TimeUnit.SECONDS));
  }

  void skip(Duration time) {
    skipped.addAndGet(time.toNanos());
  }

  long nanoTime() {
    return System.nanoTime() + skipped.get();
  }

  @Override
  public void tokenFetched(Duration took) {
    fetches.release();
  }

  @Override
  public void tokenFailed(boolean refused) {
    failures.release();
  }

  @Override
  public void close() throws InterruptedException {
    workers.shutdownNow();
    workers.awaitTermination(30, TimeUnit.SECONDS);
  }
}
