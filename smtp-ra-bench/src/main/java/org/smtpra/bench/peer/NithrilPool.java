package org.smtpra.bench.peer;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import org.nlab.smtp.pool.SmtpConnectionPool;
import org.nlab.smtp.transport.connection.ClosableSmtpConnection;
import org.nlab.smtp.transport.factory.SmtpConnectionFactoryBuilder;
import org.smtpra.bench.client.Job;
import org.smtpra.bench.client.Sender;

/** nithril's smtp-connection-pool: Angus transports in a commons-pool2. */
final class NithrilPool implements Sender {
  private final Job job;
  private final SmtpConnectionPool pool;

  NithrilPool(Job job) {
    this.job = job;
    GenericObjectPoolConfig<ClosableSmtpConnection> config = new GenericObjectPoolConfig<>();
    config.setMaxTotal(job.workload().sessions());
    config.setMaxIdle(job.workload().sessions());
    config.setTestOnBorrow(true);
    this.pool =
        new SmtpConnectionPool(
            SmtpConnectionFactoryBuilder.newSmtpBuilder()
                .session(Session.getInstance(MailText.properties(job)))
                .host(Job.HOST)
                .port(job.port())
                .build(),
            config);
  }

  @Override
  public int send() throws Exception {
    ClosableSmtpConnection connection = pool.borrowObject();
    try {
      MimeMessage message = MailText.message(connection.getSession(), job);
      connection.sendMessage(message);
    } finally {
      // Gives it back.
      connection.close();
    }
    return 1;
  }

  @Override
  public void stop() {
    pool.close();
  }
}
