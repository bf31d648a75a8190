package org.smtpra.session;

import java.io.IOException;
import org.smtpra.SmtpReply;
import org.smtpra.config.Timeouts;
import org.smtpra.failure.SmtpFailure;
import org.smtpra.protocol.DotStuffer;

/** Content by DATA, dots doubled, ended by a lone dot (RFC 5321 section 4.1.1.4). */
final class DataTransfer implements ContentTransfer {

  private final Conversation conversation;
  private final EnvelopeExchange exchange;
  private final Timeouts timeouts;
  private final boolean dataJoins;
  private boolean sevenBitOnly;

  DataTransfer(
      Conversation conversation, EnvelopeExchange exchange, Timeouts timeouts, boolean dataJoins) {
    this.conversation = conversation;
    this.exchange = exchange;
    this.timeouts = timeouts;
    this.dataJoins = dataJoins;
  }

  /** Content whose octets over 127 show only while it is sent must not reach such a server. */
  DataTransfer sevenBitOnly(boolean only) {
    sevenBitOnly = only;
    return this;
  }

  @Override
  public SmtpReply send(MessageContent content, CommandGroup envelope) throws SmtpFailure {
    exchange.run(envelope);
    if (!dataJoins) {
      exchange.askForData();
    }
    DataSink sink = new DataSink(new ContentWire(conversation, timeouts));
    try {
      DotStuffer stuffer = new DotStuffer(sink);
      write(content, stuffer);
      stuffer.finish();
    } catch (IOException | RuntimeException e) {
      // Behind 354 there is no way back: the connection is closed without the terminator.
      throw sink.failure().orElseGet(() -> BrokenContent.unfinished(conversation, e));
    }
    return sink.complete();
  }

  private void write(MessageContent content, DotStuffer stuffer) throws IOException {
    if (!sevenBitOnly) {
      content.writeTo(stuffer);
      return;
    }
    SevenBitGuard guard = new SevenBitGuard(stuffer);
    content.writeTo(guard);
    guard.failIfStopped();
  }
}
