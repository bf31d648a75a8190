package org.smtpra.it.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.smtpra.testkit.chaos.ChaosSubject;
import org.smtpra.testkit.chaos.law.PoolFacts;
import org.smtpra.testkit.chaos.order.CallOutcome;
import org.smtpra.testkit.chaos.order.MailOrder;
import org.smtpra.testkit.chaos.order.OutcomeOctets;

/** A pool inside the application server, and the callers on the server's own threads. */
final class ServerSubject implements ChaosSubject {

  private static final Duration LONGEST_ANSWER = Duration.ofMinutes(5);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI calls;
  private final long seed;

  /**
   * A pool.
   *
   * @param calls where the server takes calls
   * @param seed the run's
   */
  ServerSubject(URI calls, long seed) {
    this.calls = calls;
    this.seed = seed;
  }

  @Override
  public CallOutcome call(MailOrder order) {
    String form =
        "run="
            + URLEncoder.encode(order.run(), StandardCharsets.UTF_8)
            + "&seed="
            + seed
            + "&number="
            + order.number();
    HttpRequest request =
        HttpRequest.newBuilder(calls)
            .timeout(LONGEST_ANSWER)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build();
    try {
      HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      if (answer.statusCode() != 200) {
        throw new AssertionError(
            answer.statusCode() + ": " + new String(answer.body(), StandardCharsets.UTF_8));
      }
      CallOutcome outcome = OutcomeOctets.read(answer.body());
      return outcome.with(outcome.time().endedAt(System.nanoTime()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Override
  public Optional<PoolFacts.Counters> counters() {
    return Optional.empty();
  }

  @Override
  public Optional<Map<String, Long>> figures() {
    return Optional.empty();
  }

  @Override
  public List<String> left() {
    return List.of();
  }

  /** The pool stays, as it does in a server; its sessions end by their {@code idleTimeout}. */
  @Override
  public void close() {}
}
