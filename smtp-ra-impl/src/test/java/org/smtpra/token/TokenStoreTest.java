package org.smtpra.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.smtpra.auth.BearerToken;
import org.smtpra.config.Credentials;
import org.smtpra.config.InvalidConfigurationException;
import org.smtpra.spi.AccessToken;
import org.smtpra.spi.TokenRequest;
import org.smtpra.spi.TokenSource;
import org.smtpra.testkit.ScriptedTokenEndpoint;
import org.smtpra.testkit.ScriptedTokenEndpoint.Answer;
import org.smtpra.transport.Attempt;
import org.smtpra.transport.Deadline;

class TokenStoreTest {

  private static final Answer BUSY = Answer.json(503, "{\"error\":\"temporarily_unavailable\"}");

  private final ScriptedTokenEndpoint endpoint = ScriptedTokenEndpoint.start();
  private final TokenBench bench = new TokenBench();
  private final Credentials user = bench.user("CLIENT_CREDENTIALS", endpoint.uri());

  @AfterEach
  void close() throws InterruptedException {
    endpoint.close();
    bench.close();
  }

  @Test
  void twoHundredSessionsAtOnceFetchOneToken() throws Exception {
    endpoint.hold();
    ExecutorService sessions = Executors.newFixedThreadPool(200);
    try {
      List<Future<String>> waiting = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        waiting.add(sessions.submit(() -> bench.value(user)));
      }
      endpoint.release();
      Set<String> values = new HashSet<>();
      for (Future<String> each : waiting) {
        values.add(each.get(30, TimeUnit.SECONDS));
      }
      assertEquals(Set.of("token-1"), values);
      assertEquals(1, endpoint.requests());
    } finally {
      sessions.shutdownNow();
    }
  }

  /** Ten minutes before the end, less a tenth of that by chance, which is 0.5 here. */
  @Test
  void tokenIsReplacedInTheBackgroundBeforeItEnds() throws Exception {
    assertEquals("token-1", bench.value(user));
    bench.awaitFetch();
    bench.skip(Duration.ofMinutes(50));
    assertEquals("token-1", bench.value(user));
    assertEquals(1, endpoint.requests());

    bench.skip(Duration.ofMinutes(1).plusSeconds(1));
    assertEquals("token-1", bench.value(user), "nobody waits for the next one");
    bench.awaitFetch();

    assertEquals("token-2", bench.value(user));
    assertEquals(2, endpoint.requests());
  }

  @Test
  void shortTokenIsReplacedAtHalfItsLife() throws Exception {
    endpoint.life(60);
    bench.value(user);
    bench.awaitFetch();
    bench.skip(Duration.ofSeconds(29));
    bench.value(user);
    assertEquals(1, endpoint.requests());
    bench.skip(Duration.ofSeconds(5));
    bench.value(user);
    bench.awaitFetch();
    assertEquals(2, endpoint.requests());
  }

  @Test
  void oldTokenServesWhileTheEndpointIsDown() throws Exception {
    bench.value(user);
    bench.skip(Duration.ofMinutes(55));
    endpoint.answer(BUSY);
    assertEquals("token-1", bench.value(user));
    bench.awaitFailure();
    assertEquals("token-1", bench.value(user));
  }

  @Test
  void nobodyGetsATokenWhoseLifeIsOver() throws Exception {
    BearerToken first = bench.token(user);
    assertFalse(first.isOver(bench.nanoTime()));
    bench.skip(Duration.ofMinutes(61));
    assertTrue(first.isOver(bench.nanoTime()));
    assertEquals("token-2", bench.value(user));
  }

  /** Each caller would wait for a time-out, and the endpoint have no rest. */
  @Test
  void failedFetchIsNotRepeatedAtOnce() throws Exception {
    endpoint.answer(BUSY).answer(BUSY);
    assertThrows(TokenFailure.class, () -> bench.value(user));
    TokenFailure told = assertThrows(TokenFailure.class, () -> bench.value(user));
    assertEquals(1, endpoint.requests());
    assertTrue(told.retryAfter().orElseThrow().compareTo(Duration.ofSeconds(1)) <= 0);
    assertFalse(told.isRefused());

    bench.skip(Duration.ofSeconds(1));
    assertThrows(TokenFailure.class, () -> bench.value(user));
    bench.skip(Duration.ofSeconds(1));
    assertThrows(TokenFailure.class, () -> bench.value(user));
    assertEquals(2, endpoint.requests(), "the pause doubles");

    bench.skip(Duration.ofSeconds(1));
    assertEquals("token-1", bench.value(user));
  }

  @Test
  void refusedTokenIsNotUsedAgainAndItsSuccessorIs() throws Exception {
    BearerToken first = bench.token(user);
    bench.tokens().refused(user, first);
    BearerToken second = bench.token(user);
    assertNotEquals(first, second);
    bench.tokens().refused(user, first); // heard late, by a session that was slow
    assertEquals(second, bench.token(user));
    assertEquals(2, endpoint.requests());
  }

  @Test
  void endpointThatHangsIsGivenUpInTime() throws Exception {
    endpoint.hold();
    Credentials hasty =
        bench.timeout(Duration.ofMillis(300)).user("CLIENT_CREDENTIALS", endpoint.uri());
    TokenFailure failure = assertThrows(TokenFailure.class, () -> bench.value(hasty));
    assertFalse(failure.isRefused());
    assertTrue(failure.getMessage().contains("tokenTimeout"), failure.getMessage());
    assertTrue(bench.tokens().status().get(0).trouble().contains("tokenTimeout"));
  }

  @Test
  void callersOwnDeadlineEndsTheWaitOnly() throws Exception {
    endpoint.hold();
    Deadline soon = Deadline.after(Duration.ofMillis(200), bench::nanoTime);
    assertThrows(TokenFailure.class, () -> bench.tokens().token(user, soon, new Attempt()));
    endpoint.release();
    assertEquals("token-1", bench.value(user));
    assertEquals(1, endpoint.requests());
  }

  @Test
  void waitCanBeCalledOffFromAnotherThread() throws Exception {
    endpoint.hold();
    Attempt attempt = new Attempt();
    ExecutorService session = Executors.newSingleThreadExecutor();
    try {
      Deadline limit = Deadline.after(TokenBench.LONG, bench::nanoTime);
      Future<Boolean> waiting =
          session.submit(
              () -> {
                assertThrows(
                    CancellationException.class, () -> bench.tokens().token(user, limit, attempt));
                return true;
              });
      attempt.callOff();
      assertTrue(waiting.get(30, TimeUnit.SECONDS));
    } finally {
      session.shutdownNow();
    }
  }

  @Test
  void changedSecretIsAnotherUserWithATokenOfItsOwn() throws Exception {
    bench.value(user);
    Credentials other = bench.user("REFRESH_TOKEN", endpoint.uri());
    assertEquals("token-2", bench.value(other));
    assertEquals("token-1", bench.value(user));
  }

  @Test
  void statusTellsWhenATokenEndsAndShowsIt() throws Exception {
    endpoint.life(600);
    bench.value(user);
    TokenStatus status = bench.tokens().status().get(0);
    assertTrue(status.present());
    assertEquals("shop@example.com", status.userName());
    Duration left = status.endsIn().orElseThrow();
    assertTrue(left.compareTo(Duration.ofMinutes(10)) <= 0 && !left.isNegative(), left::toString);
    String shown = status + "" + user + bench.token(user);
    assertFalse(shown.contains("token-1") || shown.contains(TokenBench.SECRET), shown);
  }

  /** Public, as an administrator's class has to be. */
  public static final class Own implements TokenSource {

    /** As every one needs it. */
    public Own() {}

    @Override
    public AccessToken fetch(TokenRequest request) {
      String secret = request.setting("tokenClientSecret");
      return AccessToken.of(request.userName() + "/" + secret.length());
    }
  }

  @Test
  void classOfItsOwnIsFoundByItsName() throws Exception {
    Credentials own = bench.user(Own.class.getName(), endpoint.uri());
    assertEquals("shop@example.com/" + TokenBench.SECRET.length(), bench.value(own));
  }

  /** Says what no clock can count. */
  public static final class Endless implements TokenSource {

    /** As every one needs it. */
    public Endless() {}

    @Override
    public AccessToken fetch(TokenRequest request) {
      return AccessToken.lasting("endless", Duration.ofSeconds(Long.MAX_VALUE));
    }
  }

  @Test
  void lifetimeBeyondAllClocksIsALongOne() throws Exception {
    Credentials endless = bench.user(Endless.class.getName(), endpoint.uri());
    assertEquals("endless", bench.value(endless));
    assertFalse(bench.token(endless).isOver(bench.nanoTime()));
  }

  /** Its text might quote a secret. */
  public static final class Broken implements TokenSource {

    /** As every one needs it. */
    public Broken() {}

    @Override
    public AccessToken fetch(TokenRequest request) {
      throw new IllegalStateException("with " + request.setting("tokenClientSecret"));
    }
  }

  @Test
  void sourceThatBreaksIsTroubleAndNotQuoted() {
    Credentials broken = bench.user(Broken.class.getName(), endpoint.uri());
    TokenFailure failure = assertThrows(TokenFailure.class, () -> bench.value(broken));
    assertFalse(failure.isRefused());
    assertTrue(failure.getMessage().contains("IllegalStateException"), failure.getMessage());
    assertFalse((failure + "" + failure.getCause()).contains(TokenBench.SECRET));
  }

  @Test
  void classThatIsNoSourceIsAMistakeInTheConfiguration() {
    for (String name : List.of("org.example.Missing", "java.lang.String", "java.util.List")) {
      InvalidConfigurationException mistake =
          assertThrows(
              InvalidConfigurationException.class,
              () -> bench.tokens().prepare(bench.user(name, endpoint.uri())));
      String text = mistake.getMessage();
      assertTrue(text.contains("tokenSource is \"" + name + "\""), text);
    }
  }
}
