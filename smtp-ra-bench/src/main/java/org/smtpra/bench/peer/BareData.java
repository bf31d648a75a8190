package org.smtpra.bench.peer;

import java.io.IOException;
import org.smtpra.bench.client.Job;

/** The limit for two round trips: MAIL, RCPT and DATA in one flush, the content in another. */
final class BareData extends SessionPool<BareConnection> {
  private final Job job;
  private final int recipients;
  private final byte[] commands;
  private final byte[] content;

  BareData(Job job) {
    super(job.workload().sessions());
    this.job = job;
    this.recipients = job.workload().recipients();
    this.commands = BareMessage.joined(BareMessage.envelope(job), BareMessage.octets("DATA\r\n"));
    this.content = BareMessage.joined(BareMessage.content(job), BareMessage.octets(".\r\n"));
  }

  @Override
  BareConnection connect() throws IOException {
    return new BareConnection(job);
  }

  @Override
  int send(BareConnection connection) throws IOException {
    connection.write(commands);
    connection.await(1 + recipients, '2');
    connection.await(1, '3');
    connection.write(content);
    connection.await(1, '2');
    return 1;
  }

  @Override
  void disconnect(BareConnection connection) throws IOException {
    connection.quit();
  }
}
