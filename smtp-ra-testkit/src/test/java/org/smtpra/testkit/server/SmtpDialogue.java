package org.smtpra.testkit.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** The simplest SMTP client: says a line, waits for the reply. */
final class SmtpDialogue implements AutoCloseable {

  private static final int TIMEOUT_MILLIS = 20_000;

  private final SSLContext trust;
  private Socket socket;

  private SmtpDialogue(Socket socket, SSLContext trust) {
    this.socket = socket;
    this.trust = trust;
  }

  /** Connects to the submission port, and starts TLS. */
  static SmtpDialogue startTls(RealMailServer server, SSLContext trust) throws IOException {
    SmtpDialogue dialogue = connect(server.port(), trust);
    dialogue.expect("220", dialogue.reply());
    dialogue.expect("250", dialogue.say("EHLO client.example.test"));
    dialogue.expect("220", dialogue.say("STARTTLS"));
    dialogue.handshake();
    return dialogue;
  }

  /** Connects to the port where TLS comes first. */
  static SmtpDialogue tls(RealMailServer server, SSLContext trust) throws IOException {
    SmtpDialogue dialogue = connect(server.tlsPort(), trust);
    dialogue.handshake();
    dialogue.expect("220", dialogue.reply());
    return dialogue;
  }

  /** Says a line and returns the reply. */
  String say(String line) throws IOException {
    send((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    return reply();
  }

  void send(byte[] octets) throws IOException {
    socket.getOutputStream().write(octets);
    socket.getOutputStream().flush();
  }

  /** Says a line and returns the reply, which must begin as given. */
  String expect(String code, String reply) throws IOException {
    if (!reply.startsWith(code)) {
      throw new IOException("expected " + code + " but got: " + reply);
    }
    return reply;
  }

  /** Authenticates, and returns the last reply. */
  String authenticate(String mechanism, String user, String password) throws IOException {
    return switch (mechanism) {
      case "PLAIN" -> say("AUTH PLAIN " + base64("\0" + user + "\0" + password));
      case "LOGIN" -> {
        expect("334", say("AUTH LOGIN"));
        expect("334", say(base64(user)));
        yield say(base64(password));
      }
      case "CRAM-MD5" -> {
        String challenge = expect("334 ", say("AUTH CRAM-MD5")).substring("334 ".length()).strip();
        yield say(base64(user + " " + hmac(password, Base64.getDecoder().decode(challenge))));
      }
      default ->
          throw new IllegalArgumentException(mechanism + ": PLAIN, LOGIN and CRAM-MD5 are known");
    };
  }

  /** The whole reply, its lines separated by LF. */
  String reply() throws IOException {
    StringBuilder reply = new StringBuilder();
    String line;
    do {
      line = line();
      reply.append(reply.isEmpty() ? "" : "\n").append(line);
    } while (line.length() > 3 && line.charAt(3) == '-');
    return reply.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private static SmtpDialogue connect(int port, SSLContext trust) throws IOException {
    Socket socket = new Socket();
    socket.connect(ServerPorts.at(port), TIMEOUT_MILLIS);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    return new SmtpDialogue(socket, trust);
  }

  private void handshake() throws IOException {
    SSLSocket tls =
        (SSLSocket)
            trust.getSocketFactory().createSocket(socket, "localhost", socket.getPort(), true);
    tls.startHandshake();
    socket = tls;
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int octet = socket.getInputStream().read();
        octet != '\n';
        octet = socket.getInputStream().read()) {
      if (octet < 0) {
        throw new IOException(
            "the connection ended after: " + line.toString(StandardCharsets.UTF_8));
      }
      line.write(octet);
    }
    return line.toString(StandardCharsets.UTF_8).stripTrailing();
  }

  private static String hmac(String key, byte[] text) throws IOException {
    try {
      Mac mac = Mac.getInstance("HmacMD5");
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacMD5"));
      return HexFormat.of().formatHex(mac.doFinal(text));
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
