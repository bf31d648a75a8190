package org.smtpra.it.asadmin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.smtpra.it.server.FactorySettings;
import org.smtpra.it.server.ServerHome;
import org.smtpra.it.server.ServerJava;
import org.smtpra.testkit.ScriptedSmtpServer;
import org.smtpra.testkit.SessionRecord;

/** What the table of mistakes in docs/how-to/payara.md promises beyond the common scenarios. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AsadminMistakesIT {

  private AsadminServer server;

  @BeforeAll
  void start() {
    assumeTrue(ServerJava.ofThisRun().isPresent(), ServerJava::missing);
    server = AsadminServer.start(new Asadmin(ServerHome.ofThisRun()), "mistakes");
    server.installAdapter();
  }

  @AfterAll
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void missingAliasIsNamedAndNeverSentAndMendedByMakingItAndSettingThePropertyAgain() {
    try (ScriptedSmtpServer mail =
        ScriptedSmtpServer.builder().user("shop", "right").requireAuth().start()) {
      FactorySettings settings =
          FactorySettings.plain("aliased", mail.port())
              .with("userName", "shop")
              .with("password", "${ALIAS=smtp-missing}");
      String complaint = server.complaintAbout(settings);
      assertTrue(complaint.contains("there must be an alias smtp-missing"), complaint);
      assertEquals(0, mail.sessionsAccepted());

      server.aliases().add("smtp-missing", "right");
      server.set(settings, "password", "${ALIAS=smtp-missing}");
      assertEquals(Optional.empty(), server.testConnection("aliased"));
      assertEquals(List.of("shop"), mail.sessions().stream().map(SessionRecord::user).toList());
    }
  }

  @Test
  void claimOfLocalTransactionsIsRefusedInTheAnswerOfTheTest() {
    String complaint =
        server.complaintAbout(FactorySettings.plain("claims", 25).claimingLocalTransactions());
    assertTrue(complaint.contains("Incorrect Transaction Support Level"), complaint);
  }

  @Test
  void valueThatWasRefusedIsMendedBySettingAnother() {
    try (ScriptedSmtpServer mail = ScriptedSmtpServer.builder().start()) {
      FactorySettings settings =
          FactorySettings.plain("mended", mail.port()).with("connectTimeout", "15");
      String complaint = server.complaintAbout(settings);
      assertTrue(complaint.contains("connectTimeout is \"15\""), complaint);
      server.set(settings, "connectTimeout", "15s");
      assertEquals(Optional.empty(), server.testConnection("mended"));
    }
  }
}
