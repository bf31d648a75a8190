package org.smtpra.standalone.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.smtpra.SmtpFailureKind;
import org.smtpra.SmtpFailureReason;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.SmtpSendResult;
import org.smtpra.standalone.SmtpPool;
import org.smtpra.testkit.server.MailServerSettings;
import org.smtpra.testkit.server.RealMailServer;

/**
 * It refuses no recipient, has no limit and forgets all mail when it stops: no scenarios of those.
 */
class GreenMailIT extends OneServer implements ContentScenarios {

  @Override
  ServerTraits traits() {
    return new ServerTraits(
        List.of("PLAIN", "LOGIN"),
        Set.of(
            Shortcoming.NO_8BITMIME,
            Shortcoming.NO_SMTPUTF8,
            Shortcoming.NO_NULL_PATH,
            Shortcoming.LOSES_THE_LAST_LINE_END),
        // It offers AUTH and nothing else.
        List.of(WireMode.DEFAULTS, WireMode.BDAT, WireMode.FULL),
        "%d",
        List.of(),
        "none",
        "none");
  }

  @Override
  RealMailServer start(MailServerSettings settings) {
    GreenMailServer server = new GreenMailServer(certificates(), settings.users());
    server.start();
    return server;
  }

  @Override
  Map<String, String> usual(RealMailServer started) {
    return Map.of("security", "TLS", "port", String.valueOf(started.tlsPort()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PLAIN", "LOGIN"})
  void signsInBy(String mechanism) throws Exception {
    try (SmtpPool pool = server().pool("saslMechanisms", mechanism)) {
      SmtpSendResult result = pool.factory().send(Mails.text(pool.factory(), "signed in"));
      server().awaitDelivered(result.messageId(), 1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"PLAIN", "LOGIN"})
  void aWrongPasswordIsRefusedForGood(String mechanism) throws Exception {
    try (SmtpPool pool = server().pool("saslMechanisms", mechanism, "password", "wrong")) {
      SmtpSendFailedException failure =
          Mails.failure(pool.factory(), Mails.text(pool.factory(), "wrong password"));
      assertEquals(SmtpFailureKind.PERMANENT_FAILURE, failure.classification().kind());
      assertEquals(SmtpFailureReason.AUTHENTICATION_REFUSED, failure.classification().reason());
    }
  }

  /** What the server does not offer is not used, whatever the administrator allows. */
  @ParameterizedTest
  @EnumSource
  void everyWireModeIsThePlainOne(WireMode mode) throws Exception {
    try (SmtpPool pool = server().pool(mode.and())) {
      for (int i = 0; i < 20; i++) {
        SmtpSendResult result = pool.factory().send(Mails.text(pool.factory(), "mail " + i));
        server().awaitDelivered(result.messageId(), 1);
      }
      assertEquals(1, pool.factory().status().sessionsOpened());
    }
  }

  @Test
  void clearTextIsUsedWhereTheAdministratorSaysSo() throws Exception {
    String port = String.valueOf(server().process().port());
    try (SmtpPool pool = server().pool("security", "NONE", "port", port)) {
      SmtpSendResult result = pool.factory().send(Mails.text(pool.factory(), "clear text"));
      server().awaitDelivered(result.messageId(), 1);
    }
  }
}
