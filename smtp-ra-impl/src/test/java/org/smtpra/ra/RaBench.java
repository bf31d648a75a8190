package org.smtpra.ra;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ManagedConnectionFactory;
import jakarta.resource.spi.security.PasswordCredential;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import javax.security.auth.Subject;
import org.smtpra.SmtpConnectionFactory;
import org.smtpra.config.Credentials;
import org.smtpra.config.Secret;
import org.smtpra.testkit.ScriptedSmtpServer;

/** Makes the parts of a deployed adapter. */
final class RaBench {

  private RaBench() {}

  /**
   * For a plain-text server, with more properties by name and value. A failure shows at once, and
   * affects nobody else, unless they say otherwise.
   */
  static SmtpManagedConnectionFactory factory(ScriptedSmtpServer server, String... more) {
    Map<String, String> properties = new HashMap<>();
    properties.put("host", server.host());
    properties.put("port", String.valueOf(server.port()));
    properties.put("security", "NONE");
    properties.put("reconnectCooldown", "0");
    properties.put("maxRetryAttempts", "0");
    for (int i = 0; i < more.length; i += 2) {
      properties.put(more[i], more[i + 1]);
    }
    return SmtpManagedConnectionFactory.of(properties);
  }

  static SmtpManagedConnectionFactory factory(
      SmtpResourceAdapter adapter, ScriptedSmtpServer server, String... more)
      throws ResourceException {
    SmtpManagedConnectionFactory factory = factory(server, more);
    factory.setResourceAdapter(adapter);
    return factory;
  }

  static MimeMessage message(SmtpConnectionFactory factory, String subject)
      throws MessagingException {
    MimeMessage message = factory.createMessage();
    message.setFrom(new InternetAddress("shop@example.com"));
    message.setRecipients(Message.RecipientType.TO, "anna@example.org");
    message.setSubject(subject);
    message.setText("Hello.", "UTF-8");
    return message;
  }

  static Subject subject(ManagedConnectionFactory owner, String user, String password) {
    PasswordCredential credential = new PasswordCredential(user, password.toCharArray());
    credential.setManagedConnectionFactory(owner);
    return new Subject(false, Set.of(), Set.of(), Set.of(credential));
  }

  static SmtpConnectionRequestInfo request(String user, String password) {
    return new SmtpConnectionRequestInfo(new Credentials(user, new Secret(password)));
  }
}
