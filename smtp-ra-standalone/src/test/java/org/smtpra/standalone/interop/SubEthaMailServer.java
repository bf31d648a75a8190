package org.smtpra.standalone.interop;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.smtpra.testkit.server.DeliveredMail;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;
import org.subethamail.smtp.server.Session;
import org.subethamail.smtp.server.SessionHandler;

/** SubEthaSMTP, the library that many Java mail servers and test servers are made of. */
final class SubEthaMailServer extends InJvmMailServer {

  private final SSLContext certificate;
  private final Map<String, String> users;
  private final int sizeLimit;
  private final List<DeliveredMail> mails = new CopyOnWriteArrayList<>();
  private final List<SMTPServer> running = new ArrayList<>();
  private int port;
  private int tlsPort;

  SubEthaMailServer(SSLContext certificate, Map<String, String> users, int sizeLimit) {
    this.certificate = certificate;
    this.users = users;
    this.sizeLimit = sizeLimit;
  }

  @Override
  public void start() {
    SMTPServer submission =
        builder().port(port).requireTLS().startTlsSocketFactory(certificate).build();
    SMTPServer tls = builder().port(tlsPort).serverSocketFactory(certificate).build();
    running.addAll(List.of(submission, tls));
    running.forEach(SMTPServer::start);
    port = submission.getPortAllocated();
    tlsPort = tls.getPortAllocated();
  }

  private SMTPServer.Builder builder() {
    return new SMTPServer.Builder()
        .bindAddress(loopback())
        .hostName("localhost")
        .requireAuth()
        .authenticationHandlerFactory(
            new EasyAuthenticationHandlerFactory(
                (user, password, context) -> signIn(user, password)))
        .messageHandlerFactory(context -> new Delivery())
        .sessionHandler(new CountingSessions())
        .maxMessageSize(sizeLimit)
        .insertReceivedHeaders();
  }

  private static InetAddress loopback() {
    try {
      return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  private void signIn(String user, String password) throws LoginFailedException {
    if (!password.equals(users.get(user))) {
      note("sign-in refused");
      throw new LoginFailedException();
    }
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public int tlsPort() {
    return tlsPort;
  }

  @Override
  public String version() {
    return "SubEthaSMTP";
  }

  @Override
  public List<DeliveredMail> delivered() {
    return List.copyOf(mails);
  }

  @Override
  public void stop() {
    running.forEach(SMTPServer::stop);
    running.clear();
  }

  private final class CountingSessions implements SessionHandler {

    @Override
    public SessionAcceptance accept(Session session) {
      note("connected");
      return SessionAcceptance.success();
    }

    @Override
    public void onSessionEnd(Session session) {
      note("ended");
    }
  }

  /** Takes one mail; the library leaves it to its user to refuse anything. */
  private final class Delivery implements MessageHandler {

    private final List<String> recipients = new ArrayList<>();
    private String sender = "";

    @Override
    public void from(String from) {
      sender = from;
    }

    @Override
    public void recipient(String recipient) throws RejectException {
      if (recipient.startsWith("bad")) {
        throw new RejectException(550, "5.1.1 no such mailbox: " + recipient);
      }
      recipients.add(recipient);
    }

    @Override
    public @Nullable String data(InputStream content) throws IOException, RejectException {
      byte[] octets = content.readAllBytes();
      if (octets.length > sizeLimit) {
        throw new RejectException(552, "5.3.4 too large");
      }
      recipients.forEach(to -> mails.add(DeliveredMail.of(sender, to, octets)));
      return null; // The library's own "250 Ok"
    }

    @Override
    public void done() {
      recipients.clear();
    }
  }
}
