package org.smtpra.bench.client;

/** Makes the senders of one kind. */
@FunctionalInterface
public interface SenderFactory {
  /** A sender that is ready: what it can connect beforehand is connected. */
  Sender open(Job job) throws Exception;
}
