package org.smtpra.session;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.smtpra.protocol.HeaderScan;
import org.smtpra.protocol.MailParameters;

/**
 * Content about which all is known only once it is written, held to what MAIL has declared: octets
 * over 127 need BODY=8BITMIME, in a header SMTPUTF8. It stops before the first one that was not.
 */
final class DeclaredContent extends WatchedContent {

  private final MailParameters declared;

  private DeclaredContent(MessageContent content, MailParameters declared) {
    super(content);
    this.declared = declared;
  }

  static MessageContent of(MessageContent content, MailParameters declared) {
    return content.size() < 0 ? new DeclaredContent(content, declared) : content;
  }

  @Override
  public void writeTo(OutputStream sink) throws IOException {
    Guard guard = new Guard(sink, declared);
    content().writeTo(guard);
    guard.failIfStopped();
  }

  private static final class Guard extends FilterOutputStream {

    private final MailParameters declared;
    private final HeaderScan headers = new HeaderScan();
    private String stopped = "";

    Guard(OutputStream sink, MailParameters declared) {
      super(sink);
      this.declared = declared;
    }

    @Override
    public void write(int octet) throws IOException {
      write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int offset, int length) throws IOException {
      failIfStopped();
      if (!declared.eightBitMime() && hasEightBit(octets, offset, length)) {
        stopped = "the message has octets over 127 and the server does not offer 8BITMIME";
      } else if (!declared.smtpUtf8()) {
        headers.read(octets, offset, length);
        if (headers.hasRawOctets()) {
          stopped =
              "the header of a part has raw octets over 127, so far into the message that SMTPUTF8"
                  + " could not be asked for: encode it (RFC 2047, RFC 2231)";
        }
      }
      failIfStopped();
      out.write(octets, offset, length);
    }

    private static boolean hasEightBit(byte[] octets, int offset, int length) {
      for (int i = offset; i < offset + length; i++) {
        if (octets[i] < 0) {
          return true;
        }
      }
      return false;
    }

    /** To be asked at the end too: content handlers have been seen to swallow exceptions. */
    void failIfStopped() throws IOException {
      if (!stopped.isEmpty()) {
        throw new UndeclaredOctetsException(stopped);
      }
    }
  }
}
