package org.smtpra.ra;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.smtpra.SmtpBatchOptions;
import org.smtpra.SmtpConnection;
import org.smtpra.SmtpConnectionFactory;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.SmtpSendOutcome;
import org.smtpra.testkit.ScriptedSmtpServer;

/** A server, a pool and batches over a lease of it. */
abstract class LeaseBatchScenario {

  final ScriptedSmtpServer server = ScriptedSmtpServer.builder().start();
  final HonestConnectionManager pool = new HonestConnectionManager(2);
  SmtpConnectionFactory smtp;

  @BeforeEach
  void deploy() throws Exception {
    deploy(new String[0]);
  }

  void deploy(String... more) throws Exception {
    smtp = RaBench.factory(server, more).createConnectionFactory(pool);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  List<MimeMessage> messages(int count) throws MessagingException {
    List<MimeMessage> messages = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      messages.add(RaBench.message(smtp, "number " + i));
    }
    return messages;
  }

  List<SmtpSendOutcome> send(List<MimeMessage> messages, SmtpBatchOptions options)
      throws SmtpSendFailedException {
    try (SmtpConnection lease = smtp.getConnection()) {
      return lease.sendAll(messages, options);
    }
  }

  List<SmtpSendOutcome> send(List<MimeMessage> messages) throws SmtpSendFailedException {
    return send(messages, SmtpBatchOptions.defaults());
  }

  static String kinds(List<SmtpSendOutcome> outcomes) {
    return String.join(" ", outcomes.stream().map(one -> one.getClass().getSimpleName()).toList());
  }
}
