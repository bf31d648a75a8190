package org.smtpra.bench.peer;

import jakarta.mail.MessagingException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.smtpra.bench.client.Job;
import org.smtpra.bench.client.Sender;
import org.smtpra.standalone.SmtpPool;

/** smtp-ra on its stand-alone pool. */
final class OurPool implements Sender {
  private final Job job;
  private final SmtpPool pool;

  OurPool(Job job, Map<String, String> settings) {
    this.job = job;
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
    pool.factory().send(MailText.filled(pool.factory().createMessage(), job));
    return 1;
  }

  @Override
  public void stop() {
    pool.close();
  }
}
