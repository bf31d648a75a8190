package org.smtpra.session;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.smtpra.SmtpRecipientPolicy;
import org.smtpra.protocol.ContentWriter;
import org.smtpra.protocol.InvalidAddressException;
import org.smtpra.protocol.Mailbox;

/** Content in memory, made canonical as the delivery does it, and envelopes. */
final class TestMessage implements MessageContent {

  /** More than the buffers of both kernels hold: its last octet leaves late. */
  private static final int LARGE_LINES = 160_000;

  private final byte[] octets;
  private final EightBit eightBit;
  private final long size;

  private TestMessage(byte[] octets, EightBit eightBit, long size) {
    this.octets = octets;
    this.eightBit = eightBit;
    this.size = size;
  }

  /** One character is one octet. */
  static TestMessage of(String text) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    ContentWriter writer = new ContentWriter(octets, true);
    try {
      writer.write(text.getBytes(StandardCharsets.ISO_8859_1));
      writer.finish();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new TestMessage(
        octets.toByteArray(), writer.eightBit() ? EightBit.YES : EightBit.NO, octets.size());
  }

  static TestMessage small() {
    return of("Subject: small\r\n\r\n.Hello.\r\n..\r\nBye.\r\n");
  }

  static TestMessage large() {
    return of(
        "Subject: large\r\n\r\n"
            + "fifty octets of text, again and again and again.\r\n".repeat(LARGE_LINES));
  }

  /** The same where nothing is known before it is written, as for a streamed message. */
  TestMessage streamed() {
    return new TestMessage(octets, EightBit.UNKNOWN, -1);
  }

  static String text(TestMessage message) {
    return new String(message.octets, StandardCharsets.ISO_8859_1);
  }

  byte[] octets() {
    return octets.clone();
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public EightBit eightBit() {
    return eightBit;
  }

  @Override
  public boolean utf8Headers() {
    return false;
  }

  @Override
  public void writeTo(OutputStream sink) throws IOException {
    sink.write(octets);
  }

  static Envelope to(String... recipients) {
    return envelope(SmtpRecipientPolicy.ALL_OR_NOTHING, recipients);
  }

  static Envelope toAccepted(String... recipients) {
    return envelope(SmtpRecipientPolicy.SEND_TO_ACCEPTED, recipients);
  }

  private static Envelope envelope(SmtpRecipientPolicy policy, String... recipients) {
    List<Mailbox> mailboxes = new ArrayList<>();
    for (String recipient : recipients) {
      mailboxes.add(mailbox(recipient));
    }
    return new Envelope(Optional.of(mailbox("shop@example.com")), mailboxes, policy);
  }

  static Mailbox mailbox(String address) {
    try {
      return Mailbox.parse(address);
    } catch (InvalidAddressException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
