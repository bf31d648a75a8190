package org.smtpra.delivery;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import org.smtpra.config.LongLines;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.message.OutgoingMessage;
import org.smtpra.protocol.ContentWriter;
import org.smtpra.protocol.InvalidContentException;
import org.smtpra.session.MessageContent;
import org.smtpra.session.MessageContent.EightBit;

/**
 * Turns a message into canonical octets. Small messages are rendered once, before MAIL, so that
 * their size is known exactly and broken content costs no session; larger ones are rendered while
 * they are sent, so that memory does not grow with them. Thread safe.
 */
final class MessageRenderer {

  private static final int BUFFERED_OCTETS = 256 * 1024;

  /** Enough for most; others make the buffer grow. */
  private static final int HEADER_OCTETS = 768;

  private static final int FOREIGN_OCTETS = 4096;

  /** What must not leave in the header; matched in any case. */
  private static final String[] HIDDEN = {"Bcc", "Resent-Bcc"};

  private final SignatureWarning warning = new SignatureWarning();
  private final boolean refuseLongLines;

  MessageRenderer(LongLines longLines) {
    refuseLongLines = longLines == LongLines.REFUSE;
  }

  MessageContent render(MimeMessage message) throws SmtpFailure {
    OctetBuffer buffer = new OctetBuffer(BUFFERED_OCTETS, expectedOctets(message));
    ContentWriter writer = new ContentWriter(buffer, refuseLongLines);
    try {
      write(message, writer);
    } catch (InvalidContentException e) {
      throw InvalidMessage.because(e.getMessage(), null);
    } catch (IOException | RuntimeException e) {
      if (!buffer.hasOverflowed()) {
        throw InvalidMessage.because("the message cannot be written: " + text(e), e);
      }
    }
    if (writer.lineEndsChanged()) {
      warning.lineEndsChanged(message);
    }
    return buffer.hasOverflowed()
        ? new Streamed(message, firstOctets(buffer), writer.eightBit(), buffer.hasRawHeaders())
        : new Buffered(buffer, writer.eightBit(), buffer.hasRawHeaders());
  }

  private static int expectedOctets(MimeMessage message) {
    return message instanceof OutgoingMessage own
        ? HEADER_OCTETS + own.textOctets()
        : FOREIGN_OCTETS;
  }

  private static FirstOctets firstOctets(OctetBuffer buffer) throws SmtpFailure {
    try {
      return new FirstOctets(buffer);
    } catch (IOException e) {
      throw InvalidMessage.because("the message cannot be written: " + text(e), e);
    }
  }

  private static String text(Exception e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private static void write(MimeMessage message, ContentWriter writer) throws IOException {
    try {
      message.writeTo(writer, HIDDEN);
      writer.finish();
    } catch (MessagingException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private record Buffered(OctetBuffer octets, boolean hasEightBit, boolean utf8Headers)
      implements MessageContent {

    @Override
    public long size() {
      return octets.length();
    }

    @Override
    public EightBit eightBit() {
      return hasEightBit ? EightBit.YES : EightBit.NO;
    }

    @Override
    public void writeTo(OutputStream sink) throws IOException {
      octets.writeTo(sink);
    }
  }

  private final class Streamed implements MessageContent {

    private final MimeMessage message;
    private final FirstOctets first;
    private final boolean eightBitSeen;
    private final boolean utf8Headers;

    Streamed(MimeMessage message, FirstOctets first, boolean eightBitSeen, boolean utf8Headers) {
      this.message = message;
      this.first = first;
      this.eightBitSeen = eightBitSeen;
      this.utf8Headers = utf8Headers;
    }

    @Override
    public long size() {
      return -1;
    }

    @Override
    public EightBit eightBit() {
      return eightBitSeen ? EightBit.YES : EightBit.UNKNOWN;
    }

    @Override
    public boolean utf8Headers() {
      return utf8Headers;
    }

    @Override
    public void writeTo(OutputStream sink) throws IOException {
      FirstOctets.Guard guard = first.guard(sink);
      write(message, new ContentWriter(guard, refuseLongLines));
      guard.finish();
    }
  }
}
