package org.smtpra.standalone.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.mail.MessagingException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.smtpra.SmtpFailureKind;
import org.smtpra.SmtpFailureReason;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.standalone.SmtpPool;

/** A server whose certificate is not in order learns neither password nor message. */
interface CertificateScenarios extends Scenario {

  /** How TLS begins. */
  enum Security {
    STARTTLS,
    TLS
  }

  @ParameterizedTest
  @EnumSource
  default void anUntrustedCertificateIsRefusedAndTheTextSaysWhatToDo(Security security)
      throws MessagingException {
    SmtpSendFailedException failure =
        refusal(security, "trustStoreFile", "", "trustStorePassword", "");
    assertTrue(failure.getMessage().contains("trustStoreFile"), failure::getMessage);
  }

  /** The certificate is for localhost alone. */
  @ParameterizedTest
  @EnumSource
  default void aCertificateForAnotherNameIsRefusedAndTheTextSaysWhatToDo(Security security)
      throws MessagingException {
    SmtpSendFailedException failure = refusal(security, "host", server().process().host());
    assertTrue(failure.getMessage().contains("127.0.0.1"), failure::getMessage);
    assertTrue(failure.getMessage().contains("set host to a name"), failure::getMessage);
  }

  private SmtpSendFailedException refusal(Security security, String... properties)
      throws MessagingException {
    int port = security == Security.TLS ? server().process().tlsPort() : server().process().port();
    List<String> all = new ArrayList<>(List.of(properties));
    all.addAll(List.of("security", security.name(), "port", String.valueOf(port)));
    try (SmtpPool pool = server().pool(all.toArray(new String[0]))) {
      SmtpSendFailedException failure =
          Mails.failure(pool.factory(), Mails.text(pool.factory(), "certificate"));
      assertEquals(
          SmtpFailureKind.PERMANENT_FAILURE, failure.classification().kind(), failure::toString);
      assertEquals(SmtpFailureReason.TLS_FAILED, failure.classification().reason());
      assertEquals(0, pool.factory().status().sessionsOpened());
      return failure;
    }
  }
}
