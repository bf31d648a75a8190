package org.smtpra.delivery;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.smtpra.SmtpRecipientPolicy;
import org.smtpra.SmtpSendOptions;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.protocol.InvalidAddressException;
import org.smtpra.protocol.Mailbox;
import org.smtpra.protocol.PrintableText;
import org.smtpra.session.Envelope;

/** Finds the envelope: what the options say, else what the message's headers say. */
final class EnvelopeReader {

  private static final int SHOWN_CHARS = 200;

  private EnvelopeReader() {}

  static Envelope read(
      MimeMessage message, SmtpSendOptions options, SmtpRecipientPolicy configuredPolicy)
      throws SmtpFailure {
    try {
      return new Envelope(
          from(message, options),
          recipients(message, options),
          options.recipientPolicy().orElse(configuredPolicy),
          options.dsn(),
          options.requireTls());
    } catch (AddressException e) {
      throw InvalidMessage.because(
          "an address header cannot be read: "
              + e.getMessage()
              + " in \""
              + PrintableText.truncated(String.valueOf(e.getRef()), SHOWN_CHARS)
              + "\"",
          e);
    } catch (MessagingException e) {
      throw InvalidMessage.because("an address header cannot be read: " + e.getMessage(), e);
    } catch (InvalidAddressException e) {
      throw InvalidMessage.because(e.getMessage(), null);
    }
  }

  private static Optional<Mailbox> from(MimeMessage message, SmtpSendOptions options)
      throws MessagingException, InvalidAddressException, SmtpFailure {
    if (options.envelopeFrom().isPresent()) {
      String address = options.envelopeFrom().get();
      return address.isEmpty() ? Optional.empty() : Optional.of(Mailbox.parse(address));
    }
    Address sender = message.getSender();
    Address[] from = sender == null ? message.getFrom() : new Address[] {sender};
    if (from == null || from.length == 0 || !(from[0] instanceof InternetAddress first)) {
      throw InvalidMessage.because(
          "the message has no sender: call setFrom, or set envelopeFrom in the options", null);
    }
    return Optional.of(Mailbox.parse(text(first)));
  }

  private static List<Mailbox> recipients(MimeMessage message, SmtpSendOptions options)
      throws MessagingException, InvalidAddressException, SmtpFailure {
    List<String> addresses =
        options.envelopeRecipients().isEmpty()
            ? headerRecipients(message)
            : options.envelopeRecipients();
    if (addresses.isEmpty()) {
      throw InvalidMessage.because(
          "the message has no recipients: set To, Cc or Bcc, or envelopeRecipients in the options",
          null);
    }
    // One mailbox that is named twice gets one copy.
    Map<String, Mailbox> distinct = new LinkedHashMap<>();
    for (String address : addresses) {
      Mailbox mailbox = Mailbox.parse(address);
      distinct.putIfAbsent(identity(mailbox), mailbox);
    }
    return new ArrayList<>(distinct.values());
  }

  /** Only the domain is the same in any case (RFC 5321 section 2.4). */
  private static String identity(Mailbox mailbox) {
    String path = mailbox.wireForm();
    int domain = path.lastIndexOf('@') + 1;
    return path.substring(0, domain) + path.substring(domain).toLowerCase(Locale.ROOT);
  }

  private static List<String> headerRecipients(MimeMessage message) throws MessagingException {
    List<String> addresses = new ArrayList<>();
    Address[] all = message.getAllRecipients();
    for (Address address : all == null ? new Address[0] : all) {
      if (address instanceof InternetAddress internet) {
        add(internet, addresses);
      }
    }
    return addresses;
  }

  /** A group (RFC 5322 section 3.4) stands for its members. */
  private static void add(InternetAddress address, List<String> addresses)
      throws MessagingException {
    InternetAddress[] members = address.isGroup() ? address.getGroup(false) : null;
    if (members == null) {
      addresses.add(text(address));
      return;
    }
    for (InternetAddress member : members) {
      addresses.add(text(member));
    }
  }

  private static String text(InternetAddress address) {
    return address.getAddress() == null ? "" : address.getAddress();
  }
}
