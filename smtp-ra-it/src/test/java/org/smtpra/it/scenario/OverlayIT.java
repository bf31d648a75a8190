package org.smtpra.it.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.smtpra.it.server.Application;
import org.smtpra.it.server.FactorySettings;
import org.smtpra.testkit.ScriptedSmtpServer;

/** What the server leaves open is looked up in its MicroProfile Config, secrets again and again. */
@Acceptance
class OverlayIT {

  private static final String PREFIX = "it.overlay";

  /** Payara keeps values for a minute. */
  private static final Duration CACHED = Duration.ofMinutes(3);

  @RegisterExtension final Stage stage = new Stage();

  private ScriptedSmtpServer mail;
  private Application administrator;
  private Application application;

  @BeforeAll
  void deploy() throws IOException {
    mail =
        stage.start(
            ScriptedSmtpServer.builder().user("ada", "old").user("bert", "new").requireAuth());
    stage.configure(Stage.plain("administrator", mail));
    administrator = stage.deploy("administrator", "administrator");
    set("hosts[0].host", "localhost");
    set("hosts[0].port", String.valueOf(mail.port()));
    signOnAs("ada", "old");
    stage.configure(
        FactorySettings.of("overlay").with("configPrefix", PREFIX).with("security", "NONE"));
    application = stage.deploy("overlay", "overlay");
  }

  @Test
  void hostAndUserComeFromMicroProfileConfigAndARotatedPasswordIsUsedWithoutARestart() {
    assertEquals("ada", userOfASend());

    signOnAs("bert", "new");
    Bounded.await(CACHED, "a session of the new user", () -> "bert".equals(userOfASend()));
  }

  private void signOnAs(String user, String password) {
    set("userName", user);
    set("password", password);
  }

  private void set(String property, String value) {
    administrator.run("setSystemProperty", "name", PREFIX + "." + property, "value", value);
  }

  /** What the send told instead, where a server has looked up one of the two values only. */
  private String userOfASend() {
    Properties answer = application.run("send", "via", "servlet");
    if (!"250".equals(answer.getProperty("reply"))) {
      return answer.toString();
    }
    return mail.received().get(mail.received().size() - 1).authenticatedUser();
  }
}
