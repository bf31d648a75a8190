package org.smtpra.it.tomee;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import org.smtpra.it.server.AdministrationException;

/**
 * Tomcat's own application for administrators, by the commands that a person gives to {@code curl}.
 *
 * @param root where the server answers
 * @param client shared by all requests
 */
record Manager(URI root, HttpClient client) {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String USER = "admin:of-the-test";

  /** The file that names the user. */
  static final String USERS =
      """
      <tomcat-users xmlns="http://tomcat.apache.org/xml" version="1.0">
        <user username="admin" password="of-the-test" roles="manager-script,manager-jmx"/>
      </tomcat-users>
      """;

  static Manager at(URI root) {
    return new Manager(root, HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build());
  }

  /** Deploys a WAR under its name, in the place of an older one. */
  void deploy(Path war) throws IOException {
    run(
        "text/deploy?update=true&path=" + contextOf(war.getFileName().toString()),
        "PUT",
        BodyPublishers.ofFile(war));
  }

  void undeploy(String war) {
    run("text/undeploy?path=" + contextOf(war), "GET", BodyPublishers.noBody());
  }

  /** The attributes of the management beans that match. */
  String ask(String beans) {
    return run(
        "jmxproxy/?qry=" + URLEncoder.encode(beans, StandardCharsets.UTF_8),
        "GET",
        BodyPublishers.noBody());
  }

  private static String contextOf(String war) {
    return "/" + war.replaceAll("\\.war$", "");
  }

  private String run(String command, String method, BodyPublisher body) {
    HttpRequest request =
        HttpRequest.newBuilder(root.resolve("manager/" + command))
            .timeout(PATIENCE)
            .header(
                "Authorization",
                "Basic "
                    + Base64.getEncoder().encodeToString(USER.getBytes(StandardCharsets.US_ASCII)))
            .method(method, body)
            .build();
    try {
      String answer = client.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8)).body();
      if (!answer.startsWith("OK")) {
        throw new AdministrationException(command + ": " + answer, null);
      }
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for " + command, e);
    }
  }
}
