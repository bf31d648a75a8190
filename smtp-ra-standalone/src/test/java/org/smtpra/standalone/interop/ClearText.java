package org.smtpra.standalone.interop;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.smtpra.testkit.server.RealMailServer;

/** Says to a server what the adapter never says. */
final class ClearText {

  private static final int TIMEOUT_MILLIS = 20_000;

  private ClearText() {}

  /** Sends a mail with this content, and returns the last reply. */
  static String verdict(RealMailServer server, String content) throws IOException {
    try (Socket socket = new Socket(server.host(), server.port())) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      String reply = line(in);
      for (String line :
          List.of(
              "HELO client.example.test\r\n",
              "MAIL FROM:<>\r\n",
              "RCPT TO:<anna@example.test>\r\n",
              "DATA\r\n",
              "Subject: clear text\r\n\r\n" + content)) {
        socket.getOutputStream().write(line.getBytes(StandardCharsets.US_ASCII));
        reply = line(in);
      }
      return reply;
    }
  }

  private static String line(BufferedReader in) throws IOException {
    String line = in.readLine();
    if (line == null) {
      throw new IOException("the server closed the connection");
    }
    return line;
  }
}
