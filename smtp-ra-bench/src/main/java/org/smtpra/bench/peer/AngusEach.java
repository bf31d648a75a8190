package org.smtpra.bench.peer;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import org.smtpra.bench.client.Job;
import org.smtpra.bench.client.Sender;

/** {@code Transport.send}: a connection for each message. */
final class AngusEach implements Sender {
  private final Job job;
  private final Session session;

  AngusEach(Job job) {
    this.job = job;
    this.session = Session.getInstance(MailText.properties(job));
  }

  @Override
  public int send() throws MessagingException {
    Transport.send(MailText.message(session, job));
    return 1;
  }

  @Override
  public void stop() {
    // Nothing is kept open.
  }
}
