package org.smtpra.submission;

import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;
import org.smtpra.session.MessageContent;

/**
 * Content that is written with the class loader of the thread that submitted it: Jakarta Mail looks
 * its providers and content handlers up through it.
 *
 * @param content writes the octets, with parts of the application's
 * @param loader the submitting thread's
 */
record CallersContent(MessageContent content, @Nullable ClassLoader loader)
    implements MessageContent {

  /** What is in memory needs no application any more. */
  static MessageContent of(MessageContent content) {
    return content.size() >= 0
        ? content
        : new CallersContent(content, Thread.currentThread().getContextClassLoader());
  }

  @Override
  public long size() {
    return content.size();
  }

  @Override
  public EightBit eightBit() {
    return content.eightBit();
  }

  @Override
  public boolean utf8Headers() {
    return content.utf8Headers();
  }

  @Override
  public void writeTo(OutputStream sink) throws IOException {
    Thread worker = Thread.currentThread();
    ClassLoader before = worker.getContextClassLoader();
    worker.setContextClassLoader(loader);
    try {
      content.writeTo(sink);
    } finally {
      worker.setContextClassLoader(before);
    }
  }
}
