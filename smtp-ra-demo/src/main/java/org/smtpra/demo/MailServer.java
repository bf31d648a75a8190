package org.smtpra.demo;

import com.icegreen.greenmail.imap.ImapServer;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.net.InetAddress;
import java.util.List;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;

/**
 * The mail server of the demo, on loopback: SubEthaSMTP takes the mails, STARTTLS and a password
 * required, and GreenMail shows them by IMAP. Every recipient has a mailbox.
 */
final class MailServer implements AutoCloseable {

  /** What the server writes above a mail. */
  static final List<String> TRACE_FIELDS = List.of("Return-Path", "Delivered-To", "Received");

  static final String USER = "demo";

  private static final int UNLIMITED = -1;

  private final GreenMail imap;
  private final SMTPServer smtp;
  private final MailboxStore store;
  private final String password;

  private MailServer(GreenMail imap, SMTPServer smtp, MailboxStore store, String password) {
    this.imap = imap;
    this.smtp = smtp;
    this.store = store;
    this.password = password;
  }

  /**
   * Starts on free ports.
   *
   * @param password of the SMTP user {@link #USER} and of all mailboxes
   */
  static MailServer start(Certificates certificates, String password) throws DemoException {
    // GreenMail takes its key from there and nowhere else.
    System.setProperty("greenmail.tls.keystore.file", certificates.keyStore().toString());
    System.setProperty("greenmail.tls.keystore.password", certificates.password());
    // Without it GreenMail replaces octets of a header that are not UTF-8.
    System.setProperty("mail.mime.allowutf8", "false");
    GreenMail imap = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAPS));
    imap.start();
    MailboxStore store = new MailboxStore(imap, password);
    SMTPServer smtp =
        SMTPServer.port(0)
            .bindAddress(InetAddress.getLoopbackAddress())
            .hostName("localhost")
            .startTlsSocketFactory(certificates.context())
            .requireTLS()
            .requireAuth()
            .authenticationHandlerFactory(
                new EasyAuthenticationHandlerFactory(
                    (user, given, context) -> signIn(user, given, password)))
            .messageHandlerFactory(context -> new Delivery(store))
            .insertReceivedHeaders()
            .maxRecipients(UNLIMITED)
            .build();
    smtp.start();
    return new MailServer(imap, smtp, store, password);
  }

  private static void signIn(String user, String given, String password)
      throws LoginFailedException {
    if (!user.equals(USER) || !given.equals(password)) {
      throw new LoginFailedException();
    }
  }

  int smtpPort() {
    return smtp.getPortAllocated();
  }

  int imapPort() {
    ImapServer server = imap.getImaps();
    return server.getPort();
  }

  String password() {
    return password;
  }

  /** The mailboxes that exist, in lower case. */
  List<String> mailboxes() {
    return store.mailboxes();
  }

  @Override
  public void close() {
    smtp.stop();
    imap.stop();
  }
}
