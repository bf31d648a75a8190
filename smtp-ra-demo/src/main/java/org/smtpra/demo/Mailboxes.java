package org.smtpra.demo;

import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Reads mailboxes by IMAP over TLS, as a mail program does. */
final class Mailboxes {

  private static final String MILLIS = "60000";
  private static final int CONNECTIONS = 8;

  private final int port;
  private final SSLContext tls;
  private final String password;
  private final ReentrantLock oneAtATime = new ReentrantLock();

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
    // GreenMail takes a quarter of a second a mailbox, waiting: its small writes meet delayed ACKs.
    ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (String mailbox : mailboxes) {
        all.add(threads.submit(() -> read(session, mailbox, reader)));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw new DemoException("a mailbox cannot be read by IMAP", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DemoException("interrupted", e);
    } finally {
      threads.shutdownNow();
    }
  }

  private @Nullable Void read(Session session, String mailbox, BiConsumer<String, byte[]> reader)
      throws IOException, MessagingException {
    try (Store store = session.getStore("imaps")) {
      store.connect("localhost", port, mailbox, password);
      try (Folder inbox = store.getFolder("INBOX")) {
        inbox.open(Folder.READ_ONLY);
        for (Message message : inbox.getMessages()) {
          ByteArrayOutputStream octets = new ByteArrayOutputStream();
          message.writeTo(octets);
          hand(mailbox, octets.toByteArray(), reader);
        }
      }
    }
    return null;
  }

  private void hand(String mailbox, byte[] octets, BiConsumer<String, byte[]> reader) {
    oneAtATime.lock();
    try {
      reader.accept(mailbox, octets);
    } finally {
      oneAtATime.unlock();
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
