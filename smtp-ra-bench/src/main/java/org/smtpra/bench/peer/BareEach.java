package org.smtpra.bench.peer;

import java.io.IOException;
import org.smtpra.bench.client.Job;
import org.smtpra.bench.client.Sender;

/** The limit for a session a message: connect, sign on, one message, QUIT. */
final class BareEach implements Sender {
  private final BareData sessions;

  BareEach(Job job) {
    this.sessions = new BareData(job);
  }

  @Override
  public int send() throws IOException {
    BareConnection connection = sessions.connect();
    int sent = sessions.send(connection);
    sessions.disconnect(connection);
    return sent;
  }

  @Override
  public void stop() {
    // Nothing is kept open.
  }
}
