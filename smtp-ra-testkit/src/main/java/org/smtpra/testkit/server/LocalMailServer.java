package org.smtpra.testkit.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What all our servers have in common: processes, ports, a directory, and mail that arrives
 * somewhere.
 */
abstract sealed class LocalMailServer implements MailServerProcess
    permits DovecotSubmissionServer, EximServer, OpenSmtpdServer, PostfixServer {

  /** The subdirectory with everything the server logs. */
  static final String LOG = "log";

  private static final Duration DELIVERY = Duration.ofSeconds(30);
  private static final Pattern PORT_TAKEN = Pattern.compile("Address already in use");
  private static final int MOST_TRIES = 5;

  private final String version;
  private final ServerDirectory directory;
  private final ServerPorts ports;
  private final List<ServerProcess> processes;

  /**
   * Starts the server.
   *
   * @param processes in the order of their start; the last greets
   */
  LocalMailServer(
      String version, ServerDirectory directory, ServerPorts ports, List<ServerProcess> processes) {
    this.version = version;
    this.directory = directory;
    this.ports = ports;
    this.processes = List.copyOf(processes);
  }

  /** Whether a server greets at the port. */
  static boolean greets(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(ServerPorts.at(port), 1_000);
      socket.setSoTimeout(5_000);
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      String greeting = in.readLine();
      socket.getOutputStream().write("QUIT\r\n".getBytes(StandardCharsets.US_ASCII));
      return greeting != null && greeting.startsWith("220");
    } catch (IOException e) {
      return false;
    }
  }

  /** How much mail is stored, without reading it. */
  abstract int countDelivered();

  @Override
  public final String host() {
    return ServerPorts.ADDRESS;
  }

  @Override
  public final int port() {
    return ports.submission();
  }

  @Override
  public final int tlsPort() {
    return ports.tls();
  }

  @Override
  public final String version() {
    return version;
  }

  @Override
  public final String log() {
    return directory.textOfAll(LOG);
  }

  @Override
  public final List<DeliveredMail> awaitDelivered(int count) {
    if (!BoundedPoll.until(DELIVERY, () -> countDelivered() >= count)) {
      throw new IllegalStateException(
          countDelivered()
              + " mails instead of "
              + count
              + " were delivered within "
              + DELIVERY.toSeconds()
              + " s; log:\n"
              + log());
    }
    return delivered();
  }

  @Override
  public final void start() {
    long before = refusedPorts();
    for (ServerProcess process : processes) {
      // Whoever has the port may greet there too, so the log decides.
      @Nullable String problem = process.start(() -> refusedPorts() > before);
      if (problem != null) {
        killHard();
        throw new IllegalStateException(problem + "; log:\n" + log());
      }
    }
  }

  @Override
  public final void stop() {
    for (int i = processes.size() - 1; i >= 0; i--) {
      processes.get(i).stop();
    }
  }

  @Override
  public final void killHard() {
    processes.forEach(ServerProcess::kill);
  }

  @Override
  public final void freeze() {
    processes.forEach(process -> process.signal("STOP"));
  }

  @Override
  public final void thaw() {
    processes.forEach(process -> process.signal("CONT"));
  }

  @Override
  public final void close() {
    stop();
    directory.delete();
  }

  final long refusedPorts() {
    return PORT_TAKEN.matcher(log()).results().count();
  }

  /**
   * Makes a server and starts it; if that fails, nothing of it stays. Another process may take a
   * port before the server does: then one with other ports is made.
   */
  static <S extends LocalMailServer> S started(Supplier<ServerPorts> ports, Making<S> making) {
    for (int tries = 1; ; tries++) {
      S server = making.with(ports.get());
      try {
        server.start();
        return server;
      } catch (RuntimeException e) {
        boolean again = server.refusedPorts() > 0 && tries < MOST_TRIES;
        server.close();
        if (!again) {
          throw e;
        }
      }
    }
  }

  /** Makes a server that is not started yet. */
  interface Making<S> {
    S with(ServerPorts ports);
  }
}
