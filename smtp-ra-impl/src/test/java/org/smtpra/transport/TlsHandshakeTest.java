package org.smtpra.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.smtpra.transport.ConnectedPair.in;
import static org.smtpra.transport.ConnectedPair.soon;

import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.smtpra.testkit.TestCertificates;
import org.smtpra.testkit.TestCertificatesExtension;
import org.smtpra.transport.ConnectedPair.Running;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(TestCertificatesExtension.class)
class TlsHandshakeTest {

  private final SSLContext good;
  private final TlsContext trust;

  TlsHandshakeTest(TestCertificates certificates) throws Exception {
    good = certificates.serverContext();
    trust = TlsSides.client(certificates);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void badCertificatesAreRefusedAndTheServerIsTold(String protocol, TestCertificates certificates)
      throws Exception {
    for (SSLContext bad :
        new SSLContext[] {
          certificates.untrustedServerContext(),
          certificates.wrongNameServerContext(),
          certificates.expiredServerContext()
        }) {
      try (ConnectedPair pair = ConnectedPair.plain()) {
        Running<SSLSocket> accepting = pair.acceptTls(bad, protocol);
        SSLException failure =
            assertThrows(
                SSLException.class,
                () -> pair.channel().startTls(trust.engineFor("localhost", 25), soon()));
        assertTrue(hasCause(failure, CertificateException.class), failure.toString());
        String told =
            assertThrows(ExecutionException.class, () -> readAfter(accepting))
                .getCause()
                .toString();
        assertTrue(told.contains("fatal alert: certificate_"), told);
      }
    }
  }

  /** Under TLS 1.3 a server hears of the refusal only when it reads. */
  private static int readAfter(Running<SSLSocket> accepting) throws Exception {
    SSLSocket accepted = accepting.result();
    return Running.start(() -> accepted.getInputStream().read()).result();
  }

  private static boolean hasCause(Throwable failure, Class<?> type) {
    return Stream.iterate(failure, e -> e != null, Throwable::getCause).anyMatch(type::isInstance);
  }

  @Test
  void addressLiteralIsCheckedAgainstTheCertificate() throws Exception {
    try (ConnectedPair pair = ConnectedPair.plain()) {
      pair.acceptTls(good);
      pair.channel().startTls(trust.engineFor("127.0.0.1", 25), soon());
      assertTrue(pair.channel().isSecure());
    }
    try (ConnectedPair pair = ConnectedPair.plain()) {
      pair.acceptTls(good);
      assertThrows(
          SSLException.class,
          () -> pair.channel().startTls(trust.engineFor("127.0.0.9", 25), soon()));
    }
  }

  @Test
  void serverWithoutACommonVersionIsRefused(TestCertificates certificates) throws Exception {
    try (ConnectedPair pair = ConnectedPair.plain()) {
      pair.acceptTls(good, "TLSv1.2");
      SSLEngine engine = TlsSides.client(certificates, "TLSv1.3").engineFor("localhost", 25);
      assertThrows(SSLException.class, () -> pair.channel().startTls(engine, soon()));
    }
  }

  @Test
  void serverThatSpeaksClearTextIsNoTlsServer() throws Exception {
    try (ConnectedPair pair = ConnectedPair.plain()) {
      pair.peerSays("220 mail.example.com ESMTP\r\n");
      assertThrows(
          SSLException.class,
          () -> pair.channel().startTls(trust.engineFor("localhost", 25), soon()));
    }
  }

  @Test
  void serverThatClosesIsToldFromOneThatStalls() throws Exception {
    try (ConnectedPair closing = ConnectedPair.plain();
        ConnectedPair stalling = ConnectedPair.plain()) {
      closing.raw().shutdownOutput();
      SSLException closed =
          assertThrows(
              SSLException.class,
              () -> closing.channel().startTls(trust.engineFor("localhost", 25), soon()));
      assertEquals(
          "the server closed the connection during the TLS handshake", closed.getMessage());
      assertThrows(
          DeadlinePassedException.class,
          () ->
              stalling
                  .channel()
                  .startTls(trust.engineFor("localhost", 25), in(Duration.ofMillis(100))));
    }
  }

  @Test
  void handshakeIsAborted() throws Exception {
    try (ConnectedPair pair = ConnectedPair.plain()) {
      SSLEngine engine = trust.engineFor("localhost", 25);
      Running<Boolean> shaking =
          Running.start(
              () -> {
                pair.channel().startTls(engine, soon());
                return true;
              });
      pair.peerHears(1);
      pair.channel().abort();
      assertEquals(
          ChannelAbortedException.class,
          assertThrows(ExecutionException.class, shaking::result).getCause().getClass());
    }
  }
}
