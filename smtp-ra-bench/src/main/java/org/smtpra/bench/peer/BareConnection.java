package org.smtpra.bench.peer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.smtpra.bench.client.Job;

/**
 * A socket that has said EHLO, and knows how many replies to wait for. For one thread at a time.
 */
final class BareConnection {
  private final byte[] input = new byte[8192];
  private Socket socket;
  private InputStream in;
  private OutputStream out;
  private int position;
  private int limit;

  BareConnection(Job job) throws IOException {
    socket = new Socket(Job.HOST, job.port());
    socket.setTcpNoDelay(true);
    in = socket.getInputStream();
    out = socket.getOutputStream();
    await(1, '2');
    exchange("EHLO bench.example.com\r\n");
    if (job.workload().tls()) {
      exchange("STARTTLS\r\n");
      encrypt(job.port());
      exchange("EHLO bench.example.com\r\n");
    }
  }

  void write(byte[] octets) throws IOException {
    out.write(octets);
    out.flush();
  }

  /** Waits for so many replies, each of which must begin with this digit. */
  void await(int replies, char digit) throws IOException {
    for (int i = 0; i < replies; i++) {
      awaitOne(digit);
    }
  }

  void quit() throws IOException {
    exchange("QUIT\r\n");
    socket.close();
  }

  private void exchange(String command) throws IOException {
    write(command.getBytes(StandardCharsets.US_ASCII));
    await(1, '2');
  }

  private void encrypt(int port) throws IOException {
    SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
    SSLSocket encrypted = (SSLSocket) factory.createSocket(socket, Job.HOST, port, true);
    encrypted.startHandshake();
    socket = encrypted;
    in = encrypted.getInputStream();
    out = encrypted.getOutputStream();
  }

  private void awaitOne(char digit) throws IOException {
    int column = 0;
    boolean last = false;
    while (true) {
      int octet = next();
      if (column == 0 && octet != digit) {
        throw new IOException("a reply begins with " + (char) octet);
      }
      if (column == 3) {
        last = octet == ' ';
      }
      column++;
      if (octet == '\n') {
        if (last) {
          return;
        }
        column = 0;
      }
    }
  }

  private int next() throws IOException {
    if (position == limit) {
      limit = in.read(input);
      position = 0;
      if (limit < 0) {
        throw new IOException("the server has closed the connection");
      }
    }
    return input[position++];
  }
}
