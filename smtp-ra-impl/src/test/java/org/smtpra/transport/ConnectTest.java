package org.smtpra.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.smtpra.transport.ConnectedPair.in;
import static org.smtpra.transport.ConnectedPair.soon;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class ConnectTest {

  @Test
  void refusedConnectionIsTold() throws Exception {
    InetSocketAddress nobody;
    try (ServerSocket listening = listen()) {
      nobody = (InetSocketAddress) listening.getLocalSocketAddress();
    }
    assertThrows(
        ConnectException.class,
        () -> SmtpChannel.connect(nobody, Optional.empty(), soon(), new Attempt()));
  }

  /** The kernel drops what does not fit into the backlog: the caller hears nothing at all. */
  @Test
  void connectionThatIsNeverAnsweredEndsByTheDeadline() throws Exception {
    List<SmtpChannel> waiting = new ArrayList<>();
    try (ServerSocket listening = listen()) {
      InetSocketAddress full = (InetSocketAddress) listening.getLocalSocketAddress();
      assertThrows(
          DeadlinePassedException.class,
          () -> {
            for (int i = 0; i < 20; i++) {
              waiting.add(
                  SmtpChannel.connect(
                      full, Optional.empty(), in(Duration.ofMillis(200)), new Attempt()));
            }
          });
    } finally {
      waiting.forEach(SmtpChannel::abort);
    }
  }

  @Test
  void connectionComesFromTheConfiguredAddress() throws Exception {
    InetAddress local = InetAddress.getByAddress(new byte[] {127, 0, 0, 2});
    try (ServerSocket listening = listen()) {
      InetSocketAddress remote = (InetSocketAddress) listening.getLocalSocketAddress();
      SmtpChannel channel = SmtpChannel.connect(remote, Optional.of(local), soon(), new Attempt());
      try (Socket accepted = listening.accept()) {
        assertEquals(local, accepted.getInetAddress());
        assertEquals(local, channel.localAddress());
      } finally {
        channel.abort();
      }
    } catch (BindException e) {
      Assumptions.abort("127.0.0.2 is no address of this machine (it is on Linux)");
    }
  }

  @Test
  void addressThatCannotBeConnectedToIsAnOrdinaryFailure() {
    InetSocketAddress nowhere = InetSocketAddress.createUnresolved("smtp.invalid", 25);
    ConnectException failure =
        assertThrows(
            ConnectException.class,
            () -> SmtpChannel.connect(nowhere, Optional.empty(), soon(), new Attempt()));
    assertTrue(failure.getMessage().contains("smtp.invalid"), failure.getMessage());
  }

  private static ServerSocket listen() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
  }
}
