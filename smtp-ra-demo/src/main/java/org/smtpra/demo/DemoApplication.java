package org.smtpra.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.smtpra.demo.mail.FactoryFigures;
import org.smtpra.demo.mail.MailOutcome;

/** The application on WildFly, as its HTTP client sees it. */
final class DemoApplication {

  private static final int OK = 200;
  private static final Duration FIRST_MAIL = Duration.ofMinutes(5);

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
  private final URI address;

  DemoApplication(URI address) {
    this.address = address;
  }

  /**
   * Lets the application send the folder.
   *
   * @param progress hears of each mail when it is done
   * @return what the connection factory did
   */
  FactoryFigures sendFolder(Consumer<MailOutcome> progress) throws DemoException {
    HttpRequest request =
        HttpRequest.newBuilder(address.resolve("send-folder"))
            .timeout(FIRST_MAIL)
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    try {
      HttpResponse<InputStream> response =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        if (response.statusCode() != OK) {
          String text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
          throw new DemoException(
              "the application answered " + response.statusCode() + ": " + text, null);
        }
        return read(body, progress);
      }
    } catch (IOException e) {
      throw new DemoException("the application does not answer at " + address, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DemoException("interrupted", e);
    }
  }

  private static FactoryFigures read(InputStream body, Consumer<MailOutcome> progress)
      throws IOException, DemoException {
    BufferedReader in = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    @Nullable String line = in.readLine();
    while (line != null && !FactoryFigures.isLine(line)) {
      progress.accept(MailOutcome.parse(line));
      line = in.readLine();
    }
    if (line == null) {
      throw new DemoException("the application stopped in the middle of the folder", null);
    }
    return FactoryFigures.parse(line);
  }
}
