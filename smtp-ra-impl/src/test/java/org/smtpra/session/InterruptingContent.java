package org.smtpra.session;

import java.io.IOException;
import java.io.OutputStream;

/** Content during whose making the sending thread is interrupted. */
final class InterruptingContent implements MessageContent {

  @Override
  public long size() {
    return -1;
  }

  @Override
  public EightBit eightBit() {
    return EightBit.NO;
  }

  @Override
  public boolean utf8Headers() {
    return false;
  }

  @Override
  public void writeTo(OutputStream sink) throws IOException {
    TestMessage.small().writeTo(sink);
    Thread.currentThread().interrupt();
  }
}
