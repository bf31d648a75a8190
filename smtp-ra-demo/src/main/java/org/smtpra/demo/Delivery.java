package org.smtpra.demo;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;

/** Takes one mail and puts a copy into the mailbox of each recipient of the envelope. */
final class Delivery implements MessageHandler {

  private final MailboxStore store;
  private final List<String> recipients = new ArrayList<>();
  private String sender = "";

  Delivery(MailboxStore store) {
    this.store = store;
  }

  @Override
  public void from(String from) {
    sender = from;
  }

  @Override
  public void recipient(String recipient) {
    recipients.add(recipient);
  }

  @Override
  public @Nullable String data(InputStream content) throws IOException, RejectException {
    byte[] octets = content.readAllBytes();
    for (String recipient : recipients) {
      store.add(recipient, trace(recipient), octets);
    }
    return null; // SubEthaSMTP's own "250 Ok"
  }

  /** The first fields of {@link MailServer#TRACE_FIELDS}; SubEthaSMTP has added Received. */
  private String trace(String recipient) {
    return "Return-Path: <" + sender + ">\r\nDelivered-To: " + recipient + "\r\n";
  }

  @Override
  public void done() {
    recipients.clear();
  }
}
