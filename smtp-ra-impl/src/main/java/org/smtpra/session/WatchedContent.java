package org.smtpra.session;

/** Another content, of which something is watched while it is written. */
abstract class WatchedContent implements MessageContent {

  private final MessageContent content;

  WatchedContent(MessageContent content) {
    this.content = content;
  }

  final MessageContent content() {
    return content;
  }

  @Override
  public final long size() {
    return content.size();
  }

  @Override
  public final EightBit eightBit() {
    return content.eightBit();
  }

  @Override
  public final boolean utf8Headers() {
    return content.utf8Headers();
  }
}
