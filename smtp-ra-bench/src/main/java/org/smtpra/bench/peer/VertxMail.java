package org.smtpra.bench.peer;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.MailResult;
import io.vertx.ext.mail.StartTLSOptions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.smtpra.bench.client.Job;
import org.smtpra.bench.client.Sender;

/**
 * The mail client of Vert.x, with pipelining and its pool, on one event loop, as a verticle uses
 * it. From threads of our own it attaches its reader to a new connection on another event loop than
 * the connection's; a greeting that comes before is lost, and the send waits for it for ever. One
 * loop was also the faster.
 */
final class VertxMail implements Sender {
  private final Job job;
  private final Vertx vertx = Vertx.vertx();
  private final Context context = vertx.getOrCreateContext();
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
    CompletableFuture<MailResult> result = new CompletableFuture<>();
    context.runOnContext(
        now ->
            client.sendMail(message).onComplete(result::complete, result::completeExceptionally));
    result.get();
    return 1;
  }

  @Override
  public void stop() throws ExecutionException, InterruptedException {
    client.close().toCompletionStage().toCompletableFuture().get();
    vertx.close().toCompletionStage().toCompletableFuture().get();
  }
}
