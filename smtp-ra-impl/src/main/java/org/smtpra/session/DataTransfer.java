package org.smtpra.session;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
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
  private final @Nullable EnvelopeAhead ahead;

  DataTransfer(
      Terms terms, EnvelopeExchange exchange, boolean dataJoins, @Nullable EnvelopeAhead ahead) {
    this.conversation = terms.conversation();
    this.exchange = exchange;
    this.timeouts = terms.timeouts();
    this.dataJoins = dataJoins;
    this.ahead = ahead;
  }

  @Override
  public SmtpReply send(MessageContent content, CommandGroup envelope) throws SmtpFailure {
    exchange.run(envelope);
    if (!dataJoins) {
      exchange.askForData();
    }
    DataSink sink =
        new DataSink(conversation, new ContentWire(conversation, timeouts), content.size());
    try {
      sink.fill(
          out -> {
            DotStuffer stuffer = new DotStuffer(out);
            content.writeTo(stuffer);
            stuffer.finish();
          });
    } catch (IOException | RuntimeException e) {
      // Behind 354 there is no way back: the connection is closed without the terminator.
      throw sink.failure().orElseGet(() -> BrokenContent.unfinished(conversation, e));
    }
    return sink.complete(following());
  }

  /**
   * Recipients for whom there was no room get a transaction of their own before the next message.
   */
  private @Nullable EnvelopeAhead following() {
    return ahead != null && !exchange.ledger().wasLimited() && ahead.mayLeave() ? ahead : null;
  }
}
