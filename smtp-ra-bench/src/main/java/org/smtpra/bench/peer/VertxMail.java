package org.smtpra.bench.peer;

import io.vertx.core.Vertx;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.StartTLSOptions;
import java.util.concurrent.ExecutionException;
import org.smtpra.bench.client.Job;
import org.smtpra.bench.client.Sender;

/** The mail client of Vert.x, with pipelining and its pool. */
final class VertxMail implements Sender {
  private final Job job;
  private final Vertx vertx = Vertx.vertx();
  private final MailClient client;

  VertxMail(Job job) {
    this.job = job;
    boolean tls = job.workload().tls();
    this.client =
        MailClient.create(
            vertx,
            new MailConfig()
                .setHostname(Job.HOST)
                .setPort(job.port())
                .setStarttls(tls ? StartTLSOptions.REQUIRED : StartTLSOptions.DISABLED)
                // It takes no trust from the JDK's properties.
                .setTrustAll(true)
                .setHostnameVerificationAlgorithm("HTTPS")
                .setMaxPoolSize(job.workload().sessions())
                .setKeepAlive(true)
                .setPipelining(true));
  }

  @Override
  public int send() throws ExecutionException, InterruptedException {
    MailMessage message =
        new MailMessage()
            .setFrom(Job.FROM)
            .setTo(job.recipients())
            .setSubject(Job.SUBJECT)
            .setText(job.body());
    client.sendMail(message).toCompletionStage().toCompletableFuture().get();
    return 1;
  }

  @Override
  public void stop() throws ExecutionException, InterruptedException {
    client.close().toCompletionStage().toCompletableFuture().get();
    vertx.close().toCompletionStage().toCompletableFuture().get();
  }
}
