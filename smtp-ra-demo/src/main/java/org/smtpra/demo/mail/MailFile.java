package org.smtpra.demo.mail;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;

/**
 * One mail of the folder.
 *
 * @param path an {@code .eml} file
 */
public record MailFile(Path path) {

  /** The name without the folder. */
  public String name() {
    return path.getFileName().toString();
  }

  /**
   * The file as it is.
   *
   * @throws InvalidMailException if it cannot be read
   */
  public byte[] octets() throws InvalidMailException {
    try {
      return Files.readAllBytes(path);
    } catch (NoSuchFileException e) {
      throw new InvalidMailException("is a link to nowhere, or gone: remove or repair it", e);
    } catch (AccessDeniedException e) {
      throw new InvalidMailException("cannot be read: make it readable for this user", e);
    } catch (IOException e) {
      throw new InvalidMailException("cannot be read: " + e, e);
    }
  }

  /**
   * The message, with at least one recipient.
   *
   * @throws InvalidMailException if the file cannot be read or is no mail that can be sent
   */
  public MimeMessage message() throws InvalidMailException {
    byte[] octets = octets();
    if (octets.length == 0) {
      throw new InvalidMailException("is empty: save the mail again", null);
    }
    try {
      Session session = Session.getInstance(new Properties());
      MimeMessage message = new MimeMessage(session, new ByteArrayInputStream(octets));
      if (recipients(message).isEmpty()) {
        throw new InvalidMailException("has no recipient: add a To, Cc or Bcc header", null);
      }
      return message;
    } catch (MessagingException e) {
      throw unreadableHeader(e);
    }
  }

  /**
   * The mailboxes that are to get a copy, without duplicates.
   *
   * @throws InvalidMailException as {@link #message()}
   */
  public List<String> recipients() throws InvalidMailException {
    try {
      return List.copyOf(recipients(message()));
    } catch (MessagingException e) {
      throw unreadableHeader(e);
    }
  }

  private static InvalidMailException unreadableHeader(MessagingException e) {
    String where = e instanceof AddressException address ? " in " + address.getRef() : "";
    return new InvalidMailException(
        "has a recipient header that cannot be read (" + e.getMessage() + where + "): correct it",
        e);
  }

  private static Set<String> recipients(MimeMessage message) throws MessagingException {
    Set<String> addresses = new LinkedHashSet<>();
    Address[] all = message.getAllRecipients();
    for (Address address : all == null ? new Address[0] : all) {
      InternetAddress internet = (InternetAddress) address;
      if (internet.isGroup()) {
        for (InternetAddress member : internet.getGroup(false)) {
          addresses.add(member.getAddress());
        }
      } else {
        addresses.add(internet.getAddress());
      }
    }
    return addresses;
  }
}
