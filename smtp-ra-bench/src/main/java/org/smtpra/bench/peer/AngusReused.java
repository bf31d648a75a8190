package org.smtpra.bench.peer;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.util.Properties;
import org.smtpra.bench.client.Job;

/** Angus transports that stay connected. */
final class AngusReused extends SessionPool<Transport> {
  private final Job job;
  private final Session session;

  private AngusReused(Job job, Properties properties) {
    super(job.workload().sessions());
    this.job = job;
    this.session = Session.getInstance(properties);
  }

  static AngusReused asItIs(Job job) {
    return new AngusReused(job, MailText.properties(job));
  }

  /**
   * With Nagle's algorithm off; the look-up of the stream provider is off for the whole process.
   */
  static AngusReused tuned(Job job) {
    Properties properties = MailText.properties(job);
    properties.put("mail.smtp.socketFactory", new PromptSockets());
    return new AngusReused(job, properties);
  }

  @Override
  Transport connect() throws MessagingException {
    Transport transport = session.getTransport();
    transport.connect();
    return transport;
  }

  @Override
  int send(Transport transport) throws MessagingException {
    MimeMessage message = MailText.message(session, job);
    message.saveChanges();
    transport.sendMessage(message, message.getAllRecipients());
    return 1;
  }

  @Override
  void disconnect(Transport transport) throws MessagingException {
    transport.close();
  }
}
