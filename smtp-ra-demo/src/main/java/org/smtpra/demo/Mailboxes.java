package org.smtpra.demo;

import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Properties;
import java.util.function.BiConsumer;
import javax.net.ssl.SSLContext;

/** Reads mailboxes by IMAP over TLS, as a mail program does. */
final class Mailboxes {

  private static final String MILLIS = "60000";

  private final int port;
  private final SSLContext tls;
  private final String password;

  Mailboxes(int port, SSLContext tls, String password) {
    this.port = port;
    this.tls = tls;
    this.password = password;
  }

  /**
   * Reads all mails.
   *
   * @param reader gets the mailbox and the octets of one mail at a time
   */
  void read(List<String> mailboxes, BiConsumer<String, byte[]> reader) throws DemoException {
    Session session = Session.getInstance(properties());
    for (String mailbox : mailboxes) {
      try (Store store = session.getStore("imaps")) {
        store.connect("localhost", port, mailbox, password);
        try (Folder inbox = store.getFolder("INBOX")) {
          inbox.open(Folder.READ_ONLY);
          read(mailbox, inbox.getMessages(), reader);
        }
      } catch (IOException | MessagingException e) {
        throw new DemoException("the mailbox " + mailbox + " cannot be read by IMAP", e);
      }
    }
  }

  private static void read(String mailbox, Message[] messages, BiConsumer<String, byte[]> reader)
      throws IOException, MessagingException {
    for (Message message : messages) {
      ByteArrayOutputStream octets = new ByteArrayOutputStream();
      message.writeTo(octets);
      reader.accept(mailbox, octets.toByteArray());
    }
  }

  private Properties properties() {
    Properties properties = new Properties();
    properties.put("mail.imaps.ssl.socketFactory", tls.getSocketFactory());
    properties.put("mail.imaps.ssl.checkserveridentity", "true");
    properties.put("mail.imaps.connectiontimeout", MILLIS);
    properties.put("mail.imaps.timeout", MILLIS);
    // GreenMail renders the whole mail for each part that is asked for.
    properties.put("mail.imaps.partialfetch", "false");
    return properties;
  }
}
