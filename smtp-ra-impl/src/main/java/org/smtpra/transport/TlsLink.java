package org.smtpra.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;

/**
 * TLS over a {@link SocketLink}. The engine does its own work (tickets, key updates of TLS 1.3)
 * when nothing is there for us, so a look at an idle session does not take them for data.
 */
final class TlsLink implements Link {

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  /** A key update is answered with a few octets: more than enough, and still a bound. */
  private static final Duration ANSWER_BUDGET = Duration.ofSeconds(1);

  private final SocketLink socket;
  private final SSLEngine engine;
  private final Deadline creation;
  private ByteBuffer received;
  private ByteBuffer decrypted;

  /** Always in read mode: what is still to be written of the record begun last. */
  private ByteBuffer encrypted;

  private TlsLink(SocketLink socket, SSLEngine engine, Deadline creation) {
    this.socket = socket;
    this.engine = engine;
    this.creation = creation;
    received = ByteBuffer.allocate(engine.getSession().getPacketBufferSize()).flip();
    encrypted = ByteBuffer.allocate(engine.getSession().getPacketBufferSize()).flip();
    decrypted = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize()).flip();
  }

  static TlsLink handshake(SocketLink socket, SSLEngine engine, Deadline deadline)
      throws IOException {
    TlsLink link = new TlsLink(socket, engine, deadline);
    engine.beginHandshake();
    link.handshake(deadline);
    return link;
  }

  private void handshake(Deadline deadline) throws IOException {
    try {
      HandshakeStatus status = engine.getHandshakeStatus();
      while (status != HandshakeStatus.NOT_HANDSHAKING && status != HandshakeStatus.FINISHED) {
        status = step(status, deadline);
      }
    } catch (SSLException e) {
      sayGoodbye();
      throw e;
    }
  }

  private HandshakeStatus step(HandshakeStatus status, Deadline deadline) throws IOException {
    switch (status) {
      case NEED_TASK -> runTasks();
      case NEED_WRAP -> {
        return wrap(NOTHING, deadline).getHandshakeStatus();
      }
      default -> {
        SSLEngineResult result = unwrap();
        if (result.getStatus() == Status.CLOSED) {
          throw new SSLException("the server ended the TLS handshake");
        }
        if (result.getStatus() == Status.BUFFER_UNDERFLOW && fill(deadline) < 0) {
          throw new SSLException("the server closed the connection during the TLS handshake");
        }
        return result.getHandshakeStatus();
      }
    }
    return engine.getHandshakeStatus();
  }

  @Override
  public int read(ByteBuffer target, Deadline deadline) throws IOException {
    int count = readNow(target);
    while (count == 0) {
      count = fill(deadline) < 0 ? -1 : readNow(target);
    }
    return count;
  }

  @Override
  public int readNow(ByteBuffer target) throws IOException {
    while (!decrypted.hasRemaining()) {
      SSLEngineResult result = unwrap();
      answer(result);
      if (result.getStatus() == Status.CLOSED) {
        return -1;
      }
      if (result.getStatus() == Status.BUFFER_UNDERFLOW) {
        int count = fillNow();
        if (count <= 0) {
          return count;
        }
      }
    }
    int count = Math.min(decrypted.remaining(), target.remaining());
    target.put(decrypted.slice().limit(count));
    decrypted.position(decrypted.position() + count);
    return count;
  }

  private SSLEngineResult unwrap() throws SSLException {
    decrypted.clear();
    SSLEngineResult result = engine.unwrap(received, decrypted);
    if (result.getStatus() == Status.BUFFER_OVERFLOW) {
      decrypted = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
      result = engine.unwrap(received, decrypted);
    }
    decrypted.flip();
    return result;
  }

  private void answer(SSLEngineResult result) throws IOException {
    if (result.getHandshakeStatus() == HandshakeStatus.NEED_TASK) {
      runTasks();
    }
    // Where a record is only half written, the next one carries the engine's answer along.
    if (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP
        && !engine.isOutboundDone()
        && !encrypted.hasRemaining()) {
      wrap(NOTHING, creation.renewed(ANSWER_BUDGET));
    }
  }

  private void runTasks() {
    Runnable task = engine.getDelegatedTask();
    while (task != null) {
      task.run();
      task = engine.getDelegatedTask();
    }
  }

  @Override
  public void write(ByteBuffer source, Deadline deadline) throws IOException {
    while (encrypted.hasRemaining() || source.hasRemaining()) {
      if (!encrypted.hasRemaining()) {
        encodeContent(source);
      }
      socket.write(encrypted, deadline);
    }
  }

  @Override
  public boolean writeUntilHeard(ByteBuffer source, ByteBuffer heard, Deadline deadline)
      throws IOException {
    while (encrypted.hasRemaining() || source.hasRemaining()) {
      if (!encrypted.hasRemaining()) {
        encodeContent(source);
      }
      socket.writeNow(encrypted);
      // Tickets and key updates can be read too, but they are no word of the server.
      if (encrypted.hasRemaining()
          && socket.awaitRoomOrWord(deadline)
          && SocketLink.heard(readNow(heard))) {
        return false;
      }
    }
    return true;
  }

  private void encodeContent(ByteBuffer source) throws SSLException {
    SSLEngineResult result = encode(source);
    if (result.getStatus() == Status.CLOSED) {
      throw new SSLException("the TLS session was closed");
    }
    if (result.bytesConsumed() == 0 && result.getHandshakeStatus() == HandshakeStatus.NEED_UNWRAP) {
      // The engine would take nothing for ever. TLS 1.3 has no renegotiation any more.
      throw new SSLException("the server began a TLS renegotiation");
    }
  }

  @Override
  public void writeNow(ByteBuffer source) throws IOException {
    if (!encrypted.hasRemaining()) {
      encode(source);
      socket.writeNow(encrypted);
    }
  }

  private SSLEngineResult wrap(ByteBuffer source, Deadline deadline) throws IOException {
    SSLEngineResult result = encode(source);
    socket.write(encrypted, deadline);
    return result;
  }

  private SSLEngineResult encode(ByteBuffer source) throws SSLException {
    encrypted.clear();
    try {
      SSLEngineResult result = engine.wrap(source, encrypted);
      if (result.getStatus() == Status.BUFFER_OVERFLOW) {
        encrypted = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        result = engine.wrap(source, encrypted);
      }
      return result;
    } finally {
      encrypted.flip();
    }
  }

  private int fill(Deadline deadline) throws IOException {
    makeRoom();
    try {
      return socket.read(received, deadline);
    } finally {
      received.flip();
    }
  }

  private int fillNow() throws IOException {
    makeRoom();
    try {
      return socket.readNow(received);
    } finally {
      received.flip();
    }
  }

  private void makeRoom() {
    int needed = engine.getSession().getPacketBufferSize();
    if (received.capacity() < needed) {
      received = ByteBuffer.allocate(needed).put(received);
    } else {
      received.compact();
    }
  }

  @Override
  public void sayGoodbye() {
    try {
      engine.closeOutbound();
      writeNow(NOTHING);
    } catch (IOException e) {
      // The peer misses a courtesy; the connection is closed all the same.
    }
  }

  SSLSession session() {
    return engine.getSession();
  }
}
