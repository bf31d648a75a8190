package org.smtpra.bench.peer;

import java.io.IOException;
import org.smtpra.bench.client.Job;

/**
 * The limit for messages one after the other on a session: the content of one and the commands of
 * the next in one flush, so one round trip a message and one more.
 */
final class BareOverlap extends SessionPool<BareConnection> {
  private final Job job;
  private final int batch;
  private final int recipients;
  private final byte[] commands;
  private final byte[] contentAndCommands;
  private final byte[] content;

  BareOverlap(Job job, int batch) {
    super(job.workload().sessions());
    this.job = job;
    this.batch = batch;
    this.recipients = job.workload().recipients();
    this.commands = BareMessage.joined(BareMessage.envelope(job), BareMessage.octets("DATA\r\n"));
    this.content = BareMessage.joined(BareMessage.content(job), BareMessage.octets(".\r\n"));
    this.contentAndCommands = BareMessage.joined(content, commands);
  }

  @Override
  BareConnection connect() throws IOException {
    return new BareConnection(job);
  }

  @Override
  int send(BareConnection connection) throws IOException {
    connection.write(commands);
    for (int i = 1; i <= batch; i++) {
      connection.await(1 + recipients, '2');
      connection.await(1, '3');
      connection.write(i < batch ? contentAndCommands : content);
      connection.await(1, '2');
    }
    return batch;
  }

  @Override
  void disconnect(BareConnection connection) throws IOException {
    connection.quit();
  }
}
