package org.smtpra.demo;

import java.io.IOException;
import java.io.InputStream;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;

/** Takes one mail and puts a copy into the mailbox of each recipient of the envelope. */
final class Delivery implements MessageHandler {

  private final MessageContext context;
  private final MailboxStore store;
  private final List<String> recipients = new ArrayList<>();
  private String sender = "";

  Delivery(MessageContext context, MailboxStore store) {
    this.context = context;
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

  /** The fields of {@link MailServer#TRACE_FIELDS}, in their order. */
  private String trace(String recipient) {
    return String.format(
        Locale.ROOT,
        "Return-Path: <%s>\r\nDelivered-To: %s\r\nReceived: from %s by localhost with ESMTPSA;\r\n\t%s\r\n",
        sender,
        recipient,
        context.getHelo().orElse("unknown"),
        DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)));
  }

  @Override
  public void done() {
    recipients.clear();
  }
}
