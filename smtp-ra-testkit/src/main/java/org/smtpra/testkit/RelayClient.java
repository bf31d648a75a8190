package org.smtpra.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** The sending side of a careless relay. */
final class RelayClient implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 20_000;

  private final Socket socket = new Socket();
  private final BufferedReader replies;

  RelayClient(InetSocketAddress address) throws IOException {
    socket.setSoTimeout(TIMEOUT_MILLIS);
    socket.connect(address, TIMEOUT_MILLIS);
    replies =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
  }

  void send(ReceivedMessage message) throws IOException {
    expect("220");
    say("EHLO relay.smtpra.test", "250");
    say("MAIL FROM:<" + message.envelopeFrom() + ">", "250");
    for (String recipient : message.recipients()) {
      say("RCPT TO:<" + recipient + ">", "250");
    }
    say("DATA", "354");
    write(carelessly(message.contentAsText()) + ".\r\nQUIT\r\n");
    // Where a message was smuggled, there are more replies than one.
    while (replies.readLine() != null) {}
  }

  /** Stuffing first and line ends afterwards is the fault that this client is made for. */
  static String carelessly(String content) {
    String stuffed = (content.startsWith(".") ? "." : "") + content.replace("\r\n.", "\r\n..");
    String lines = stuffed.replaceAll("\r\n|\r|\n", "\r\n");
    return lines.isEmpty() || lines.endsWith("\r\n") ? lines : lines + "\r\n";
  }

  private void say(String line, String code) throws IOException {
    write(line + "\r\n");
    expect(code);
  }

  private void write(String octets) throws IOException {
    socket.getOutputStream().write(octets.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  private void expect(String code) throws IOException {
    String line = replies.readLine();
    while (line != null && line.startsWith(code + "-")) {
      line = replies.readLine();
    }
    if (line == null || !line.startsWith(code)) {
      throw new ProtocolException("The next server said " + line + "; expected was " + code);
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
