package org.smtpra.bench.peer;

import java.io.IOException;
import org.smtpra.bench.client.Job;

/** The limit for one round trip: envelope and content in one flush. */
final class BareBdat extends SessionPool<BareConnection> {
  private final Job job;
  private final int replies;
  private final byte[] everything;

  BareBdat(Job job) {
    super(job.workload().sessions());
    this.job = job;
    this.replies = job.workload().recipients() + 2;
    byte[] content = BareMessage.content(job);
    this.everything =
        BareMessage.joined(
            BareMessage.envelope(job),
            BareMessage.octets("BDAT " + content.length + " LAST\r\n"),
            content);
  }

  @Override
  BareConnection connect() throws IOException {
    return new BareConnection(job);
  }

  @Override
  int send(BareConnection connection) throws IOException {
    connection.write(everything);
    connection.await(replies, '2');
    return 1;
  }

  @Override
  void disconnect(BareConnection connection) throws IOException {
    connection.quit();
  }
}
