package org.smtpra.bench.peer;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.smtpra.SmtpBatchOptions;
import org.smtpra.SmtpConnectionFactory;
import org.smtpra.SmtpSendOutcome;
import org.smtpra.bench.client.Job;
import org.smtpra.bench.client.Sender;
import org.smtpra.standalone.SmtpPool;

/** smtp-ra on its stand-alone pool. */
final class OurPool implements Sender {
  private final Job job;
  private final int batch;
  private final SmtpPool pool;

  /** A batch of more than one message goes in one call of {@code sendAll}. */
  OurPool(Job job, int batch, Map<String, String> settings) {
    this.job = job;
    this.batch = batch;
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("host", Job.HOST);
    properties.put("port", Integer.toString(job.port()));
    properties.put("security", job.workload().tls() ? "STARTTLS" : "NONE");
    properties.put("maxPoolSize", Integer.toString(job.workload().sessions()));
    properties.put("acquireTimeout", "2m");
    // Peers keep their sessions for ever.
    properties.put("maxMessagesPerSession", "0");
    properties.putAll(settings);
    this.pool = SmtpPool.open(properties);
  }

  @Override
  public int send() throws MessagingException {
    SmtpConnectionFactory factory = pool.factory();
    if (batch == 1) {
      factory.send(MailText.filled(factory.createMessage(), job));
      return 1;
    }
    List<MimeMessage> messages = new ArrayList<>();
    for (int i = 0; i < batch; i++) {
      messages.add(MailText.filled(factory.createMessage(), job));
    }
    for (SmtpSendOutcome outcome : factory.sendAll(messages, SmtpBatchOptions.defaults())) {
      if (!(outcome instanceof SmtpSendOutcome.Sent)) {
        throw new MessagingException("not sent: " + outcome);
      }
    }
    return batch;
  }

  @Override
  public void stop() {
    pool.close();
  }
}
