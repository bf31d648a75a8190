package org.smtpra.bench.peer;

import com.hubspot.smtp.client.SmtpClientResponse;
import com.hubspot.smtp.client.SmtpSession;
import com.hubspot.smtp.client.SmtpSessionConfig;
import com.hubspot.smtp.client.SmtpSessionFactory;
import com.hubspot.smtp.client.SmtpSessionFactoryConfig;
import com.hubspot.smtp.messages.MessageContent;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.smtp.DefaultSmtpRequest;
import io.netty.handler.codec.smtp.SmtpCommand;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.NoSuchAlgorithmException;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.smtpra.bench.client.Job;

/**
 * HubSpot's NioSmtpClient, which sends octets: the message is Jakarta Mail's, written to memory. It
 * has no pool.
 */
final class HubSpotNio extends SessionPool<SmtpSession> {
  private final Session session = Session.getInstance(new Properties());
  private final EventLoopGroup eventLoops =
      new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
  private final ExecutorService callbacks = Executors.newCachedThreadPool(HubSpotNio::daemon);
  private final SmtpSessionFactory factory;
  private final Job job;

  HubSpotNio(Job job) {
    super(job.workload().sessions());
    this.job = job;
    this.factory =
        new SmtpSessionFactory(
            SmtpSessionFactoryConfig.builder()
                .executor(callbacks)
                .eventLoopGroup(eventLoops)
                .channelClass(NioSocketChannel.class)
                .sslEngineSupplier(this::clientEngine)
                .build());
  }

  @Override
  SmtpSession connect() throws ExecutionException, InterruptedException {
    SmtpSessionConfig config =
        SmtpSessionConfig.builder()
            .remoteAddress(new InetSocketAddress(Job.HOST, job.port()))
            .build();
    SmtpSession connected = factory.connect(config).get().getSession();
    ehlo(connected);
    if (job.workload().tls()) {
      connected.startTls().get();
      ehlo(connected);
    }
    return connected;
  }

  @Override
  int send(SmtpSession connected)
      throws ExecutionException, InterruptedException, IOException, MessagingException {
    MimeMessage message = MailText.message(session, job);
    message.saveChanges();
    ByteArrayOutputStream octets = new ByteArrayOutputStream(job.body().length() + 1024);
    message.writeTo(octets);
    SmtpClientResponse response =
        connected
            .send(
                Job.FROM,
                job.recipients(),
                MessageContent.of(Unpooled.wrappedBuffer(octets.toByteArray())))
            .get();
    if (response.containsError()) {
      throw new IOException(response.toString());
    }
    return 1;
  }

  @Override
  void disconnect(SmtpSession connected) throws ExecutionException, InterruptedException {
    connected.close().get();
  }

  @Override
  public void stop() throws Exception {
    super.stop();
    eventLoops.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
    callbacks.shutdown();
  }

  private static void ehlo(SmtpSession connected) throws ExecutionException, InterruptedException {
    connected.send(new DefaultSmtpRequest(SmtpCommand.EHLO, "bench.example.com")).get();
  }

  private SSLEngine clientEngine() {
    try {
      SSLEngine engine = SSLContext.getDefault().createSSLEngine(Job.HOST, job.port());
      engine.setUseClientMode(true);
      return engine;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "callback");
    thread.setDaemon(true);
    return thread;
  }
}
