package org.smtpra.bench.peer;

import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Instant;
import java.util.Date;
import java.util.Properties;
import org.smtpra.bench.client.Job;

/** Jakarta Mail as an application uses it: the message is built for each send. */
final class MailText {
  private MailText() {}

  /** The properties of a session for Angus. */
  static Properties properties(Job job) {
    Properties properties = new Properties();
    properties.put("mail.transport.protocol", "smtp");
    properties.put("mail.smtp.host", Job.HOST);
    properties.put("mail.smtp.port", Integer.toString(job.port()));
    properties.put("mail.smtp.localhost", "bench.example.com");
    if (job.workload().tls()) {
      properties.put("mail.smtp.starttls.enable", "true");
      properties.put("mail.smtp.starttls.required", "true");
    }
    return properties;
  }

  static MimeMessage message(Session session, Job job) throws MessagingException {
    return filled(new MimeMessage(session), job);
  }

  /** Writes the letter into an empty message. */
  static MimeMessage filled(MimeMessage message, Job job) throws MessagingException {
    message.setFrom(new InternetAddress(Job.FROM));
    message.setRecipients(Message.RecipientType.TO, addresses(job));
    message.setSubject(Job.SUBJECT);
    message.setSentDate(Date.from(Instant.now()));
    message.setText(job.body(), "us-ascii");
    return message;
  }

  private static Address[] addresses(Job job) throws AddressException {
    Address[] addresses = new Address[job.recipients().size()];
    for (int i = 0; i < addresses.length; i++) {
      addresses[i] = new InternetAddress(job.recipients().get(i));
    }
    return addresses;
  }
}
