package org.smtpra.it.server;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Properties;

/**
 * The deployed test application, asked over HTTP. Thread safe.
 *
 * @param root where it answers
 * @param client shared by all requests
 */
public record Application(URI root, HttpClient client) {

  /** The application that answers here. */
  public static Application at(URI root) {
    return new Application(
        root, HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build());
  }

  /** Runs an action; the rest are names and values of its parameters. */
  public Properties run(String action, String... namesAndValues) {
    StringBuilder form = new StringBuilder();
    for (int i = 0; i < namesAndValues.length; i++) {
      form.append(URLEncoder.encode(namesAndValues[i], StandardCharsets.UTF_8));
      form.append(i % 2 == 0 ? '=' : '&');
    }
    return ask(
        to("run/" + action)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form.toString()))
            .build());
  }

  /** Tells whether it is there: it has actions by POST only, which is an answer too. */
  public boolean answers() {
    return response(to("run/none").build()).statusCode() == 405;
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(root.resolve(path)).timeout(Duration.ofMinutes(5));
  }

  private Properties ask(HttpRequest request) {
    HttpResponse<String> response = response(request);
    if (response.statusCode() != 200) {
      throw new AssertionError(
          request.uri() + " answered " + response.statusCode() + ": " + response.body());
    }
    try {
      Properties answer = new Properties();
      answer.load(new StringReader(response.body()));
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private HttpResponse<String> response(HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for " + request.uri(), e);
    }
  }
}
