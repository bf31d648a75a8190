package org.smtpra.bench.peer;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import org.smtpra.bench.client.Job;
import org.smtpra.bench.client.Sender;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Spring's {@code JavaMailSender}: a connection for each call, which may send several messages. */
final class SpringSender implements Sender {
  private final JavaMailSenderImpl spring = new JavaMailSenderImpl();
  private final Job job;
  private final int batch;

  SpringSender(Job job, int batch) {
    this.job = job;
    this.batch = batch;
    spring.setJavaMailProperties(MailText.properties(job));
    spring.setHost(Job.HOST);
    spring.setPort(job.port());
  }

  @Override
  public int send() throws MessagingException {
    MimeMessage[] messages = new MimeMessage[batch];
    for (int i = 0; i < batch; i++) {
      messages[i] = MailText.filled(spring.createMimeMessage(), job);
    }
    spring.send(messages);
    return batch;
  }

  @Override
  public void stop() {
    // Nothing is kept open.
  }
}
