package org.smtpra.bench.peer;

import java.util.concurrent.ExecutionException;
import org.simplejavamail.api.email.Email;
import org.simplejavamail.api.mailer.Mailer;
import org.simplejavamail.api.mailer.config.TransportStrategy;
import org.simplejavamail.email.EmailBuilder;
import org.simplejavamail.mailer.MailerBuilder;
import org.smtpra.bench.client.Job;
import org.smtpra.bench.client.Sender;

/** Simple Java Mail with its batch module, which pools the connections. */
final class SimpleJavaMail implements Sender {
  private final Job job;
  private final Mailer mailer;

  SimpleJavaMail(Job job) {
    this.job = job;
    this.mailer =
        MailerBuilder.withSMTPServer(Job.HOST, job.port())
            .withTransportStrategy(
                job.workload().tls() ? TransportStrategy.SMTP_TLS : TransportStrategy.SMTP)
            .withConnectionPoolCoreSize(job.workload().sessions())
            .withConnectionPoolMaxSize(job.workload().sessions())
            .withConnectionPoolClaimTimeoutMillis(60_000)
            .disablingAllClientValidation(true)
            .buildMailer();
  }

  @Override
  public int send() throws ExecutionException, InterruptedException {
    Email email =
        EmailBuilder.startingBlank()
            .from(Job.FROM)
            .toMultiple(job.recipients())
            .withSubject(Job.SUBJECT)
            .withPlainText(job.body())
            .buildEmail();
    mailer.sendMail(email, false).get();
    return 1;
  }

  @Override
  public void stop() throws ExecutionException, InterruptedException {
    mailer.shutdownConnectionPool().get();
  }
}
