package org.smtpra.standalone.interop;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.StoredMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.smtpra.testkit.TestCertificates;
import org.smtpra.testkit.server.DeliveredMail;

/** GreenMail, with which Java applications test their mail: everything is in memory. */
final class GreenMailServer extends InJvmMailServer {

  private static final long STARTUP_MILLIS = 60_000;

  private final Map<String, String> users;
  private final GreenMail greenMail;

  GreenMailServer(TestCertificates certificates, Map<String, String> users) {
    this.users = users;
    // It takes its key from there and nowhere else, once a JVM.
    System.setProperty("greenmail.tls.keystore.file", certificates.serverKeyStore().toString());
    System.setProperty("greenmail.tls.keystore.password", certificates.password());
    greenMail =
        new GreenMail(
            new ServerSetup[] {
              setup(ServerSetup.PROTOCOL_SMTP), setup(ServerSetup.PROTOCOL_SMTPS)
            });
  }

  private ServerSetup setup(String protocol) {
    ServerSetup setup = new ServerSetup(0, host(), protocol);
    setup.setServerStartupTimeout(STARTUP_MILLIS);
    return setup;
  }

  @Override
  public void start() {
    GreenMailConfiguration configuration = new GreenMailConfiguration();
    users.forEach((user, password) -> configuration.withUser(user, user, password));
    greenMail.withConfiguration(configuration);
    greenMail.start();
  }

  /** It has no STARTTLS: what comes here is in clear text. */
  @Override
  public int port() {
    return greenMail.getSmtp().getPort();
  }

  @Override
  public int tlsPort() {
    return greenMail.getSmtps().getPort();
  }

  @Override
  public String version() {
    return "GreenMail";
  }

  @Override
  public List<DeliveredMail> delivered() {
    List<DeliveredMail> mails = new ArrayList<>();
    for (GreenMailUser user : greenMail.getUserManager().listUser()) {
      for (StoredMessage stored : inbox(user)) {
        mails.add(copy(user, stored));
      }
    }
    return mails;
  }

  private List<StoredMessage> inbox(GreenMailUser user) {
    try {
      return greenMail.getManagers().getImapHostManager().getInbox(user).getMessages();
    } catch (FolderException e) {
      throw new IllegalStateException(e);
    }
  }

  private static DeliveredMail copy(GreenMailUser user, StoredMessage stored) {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    try {
      String[] path = stored.getMimeMessage().getHeader("Return-Path");
      stored.getMimeMessage().writeTo(octets, new String[] {"Return-Path"});
      String sender = path[0].replaceAll("[<>]", "");
      return DeliveredMail.of(sender, user.getEmail(), octets.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void stop() {
    greenMail.stop();
  }
}
