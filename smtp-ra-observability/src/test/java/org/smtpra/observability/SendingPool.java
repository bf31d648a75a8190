package org.smtpra.observability;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.smtpra.SmtpSendFailedException;
import org.smtpra.SmtpSendResult;
import org.smtpra.standalone.SmtpPool;
import org.smtpra.testkit.ScriptedSmtpServer;

/** A mail server, and a pool that sends to it and leaves it alone for an hour after a failure. */
public final class SendingPool implements AutoCloseable {

  private final ScriptedSmtpServer server = ScriptedSmtpServer.builder().start();
  private final Map<String, String> more;
  private SmtpPool pool;

  /** One attempt for each message. */
  public SendingPool() {
    this(Map.of());
  }

  /**
   * With some properties of its own.
   *
   * @param more by name
   */
  public SendingPool(Map<String, String> more) {
    this.more = more;
    this.pool = open();
  }

  private SmtpPool open() {
    Map<String, String> properties =
        new HashMap<>(
            Map.of(
                "host", server.host(),
                "port", String.valueOf(server.port()),
                "security", "NONE",
                "maxRetryAttempts", "0",
                "acquireTimeout", "0",
                "reconnectCooldown", "1h",
                "maxReconnectCooldown", "1h"));
    properties.putAll(more);
    return SmtpPool.open(properties);
  }

  /** The mail server, for faults. */
  public ScriptedSmtpServer server() {
    return server;
  }

  /** The host of the figures, and what tells the factory from others. */
  public String host() {
    return server.endpointKey();
  }

  /** Sends a message that the server takes. */
  public void send() throws MessagingException {
    pool.factory().send(message());
  }

  /** Submits such a message, to be sent in the background. */
  public CompletableFuture<SmtpSendResult> submit() throws MessagingException {
    return pool.factory().sendAsync(message()).stage().toCompletableFuture();
  }

  private MimeMessage message() throws MessagingException {
    MimeMessage message = pool.factory().createMessage();
    message.setFrom(new InternetAddress("shop@example.com"));
    message.setRecipients(Message.RecipientType.TO, "anna@example.org");
    message.setText("Hello.", "UTF-8");
    return message;
  }

  /** The server goes away, and a sender notices. */
  public void breakDown() throws MessagingException {
    server.refuseConnections();
    server.closeIdleSessions();
    try {
      send();
      throw new AssertionError("the server is still there");
    } catch (SmtpSendFailedException e) {
      // What it was for.
    }
  }

  /** A new pool of the same configuration: its figures begin at zero. */
  public void beginAnew() {
    pool.close();
    pool = open();
  }

  /** The application stops its pool. */
  public void closePool() {
    pool.close();
  }

  @Override
  public void close() {
    pool.close();
    server.close();
  }
}
