package org.smtpra.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A token endpoint for what a real one cannot be made to show. Without a script it grants {@code
 * token-1}, {@code token-2} and so on, for one hour each. Thread safe.
 */
public final class ScriptedTokenEndpoint implements AutoCloseable {

  /** What is answered once, in place of a token. */
  public record Answer(int status, String contentType, String body, Map<String, String> headers) {

    /** JSON with this status. */
    public static Answer json(int status, String body) {
      return new Answer(status, "application/json", body, Map.of());
    }
  }

  private final HttpServer server;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(work -> new Thread(work, "scripted-tokens"));
  private final ConcurrentLinkedQueue<Answer> script = new ConcurrentLinkedQueue<>();
  private final List<Map<String, String>> forms = new CopyOnWriteArrayList<>();
  private final AtomicInteger granted = new AtomicInteger();
  private final Map<String, Long> ends = new ConcurrentHashMap<>();
  private volatile CountDownLatch gate = new CountDownLatch(0);
  private volatile long lifeSeconds = 3600;

  private ScriptedTokenEndpoint() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/token", this::handle);
    server.setExecutor(threads);
  }

  /** Starts one on a free port of the loopback interface. */
  public static ScriptedTokenEndpoint start() {
    try {
      ScriptedTokenEndpoint endpoint = new ScriptedTokenEndpoint();
      endpoint.server.start();
      return endpoint;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/token");
  }

  /** The next request without an answer of its own gets this one. */
  public ScriptedTokenEndpoint answer(Answer answer) {
    script.add(answer);
    return this;
  }

  /** Tokens granted from now on live for so long. */
  public ScriptedTokenEndpoint life(long seconds) {
    lifeSeconds = seconds;
    return this;
  }

  /** Requests from now on are answered only after {@link #release}. */
  public ScriptedTokenEndpoint hold() {
    gate = new CountDownLatch(1);
    return this;
  }

  public void release() {
    gate.countDown();
  }

  /** The forms that were posted, in order. */
  public List<Map<String, String>> forms() {
    return List.copyOf(forms);
  }

  public int requests() {
    return forms.size();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII);
    CountDownLatch held = gate;
    forms.add(
        Stream.of(body.split("&"))
            .map(pair -> pair.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> decoded(pair[1]))));
    try {
      held.await();
    } catch (InterruptedException e) {
      exchange.close();
      return;
    }
    Answer scripted = script.poll();
    reply(exchange, scripted == null ? token() : scripted);
  }

  private Answer token() {
    long life = lifeSeconds;
    String token = "token-" + granted.incrementAndGet();
    KnownSecrets.add(token);
    ends.put(token, System.nanoTime() + TimeUnit.SECONDS.toNanos(life));
    return Answer.json(
        200,
        "{\"token_type\":\"Bearer\",\"expires_in\":"
            + life
            + ",\"access_token\":\""
            + token
            + "\"}");
  }

  /** Whether this token was granted, has not ended and was not revoked. */
  public boolean isGood(String token) {
    Long end = ends.get(token);
    return end != null && System.nanoTime() - end < 0;
  }

  /** No token granted so far is good any more, whatever was said of its life. */
  public void revokeAll() {
    ends.clear();
  }

  private static void reply(HttpExchange exchange, Answer answer) throws IOException {
    byte[] octets = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", answer.contentType());
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(answer.status(), octets.length == 0 ? -1 : octets.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(octets);
    }
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    release();
    server.stop(0);
    threads.shutdownNow();
  }
}
