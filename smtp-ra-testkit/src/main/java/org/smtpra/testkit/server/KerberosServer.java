package org.smtpra.testkit.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * MIT's key distribution centre, for one realm of its own: principals, their keytabs, and ticket
 * caches. Thread safe.
 */
public final class KerberosServer implements AutoCloseable {

  /** The realm. */
  public static final String REALM = "EXAMPLE.TEST";

  private static final Path CENTRE = program("krb5-kdc", "usr/sbin/krb5kdc");
  private static final Path MAKE_DATABASE = program("krb5-kdc", "usr/sbin/kdb5_util");
  private static final Path ADMINISTER = program("krb5-admin-server", "usr/sbin/kadmin.local");
  private static final Path GET_TICKET = program("krb5-user", "usr/bin/kinit");
  private static final Path LIST_TICKETS = program("krb5-user", "usr/bin/klist");
  private static final Pattern PORT_TAKEN = Pattern.compile("Address already in use");
  private static final int MOST_TRIES = 5;

  private final ServerDirectory directory;
  private final ServerProcess process;
  private final Map<String, String> environment;

  private KerberosServer(ServerDirectory directory, int port) {
    this.directory = directory;
    Path keys = directory.directory("keys", ServerDirectory.ROOT);
    Path log = directory.directory(LocalMailServer.LOG, ServerDirectory.ROOT);
    directory.directory("database", ServerDirectory.ROOT);
    Map<String, Object> values =
        Map.of("port", port, "directory", directory.path(), "modules", modules());
    directory.file("krb5.conf", ConfigurationTemplate.fill("krb5.conf", values));
    Path centre = directory.file("kdc.conf", ConfigurationTemplate.fill("kdc.conf", values));
    this.environment =
        Map.of(
            "KRB5_CONFIG", configuration().toString(),
            "KRB5_KDC_PROFILE", centre.toString(),
            "KRB5CCNAME", keys.resolve("nobody").toString());
    this.process =
        new ServerProcess(
            new ServerCommand(
                List.of(CENTRE.toString(), "-n"), environment, Map.of(), () -> listens(port)),
            log.resolve("kdc"));
  }

  private static Path program(String debianPackage, String path) {
    return ServerPrograms.unpacked(debianPackage).resolve(path);
  }

  /** Whether one can be started here. */
  public static ServerAvailability availability() {
    return ServerPrograms.find(
        CENTRE, List.of(LIST_TICKETS.toString(), "-V"), Map.of(), printed -> "MIT " + printed);
  }

  /** Starts one with an empty database; aborts the test where it is not installed. */
  public static KerberosServer start() {
    availability().orAbort();
    for (int tries = 1; ; tries++) {
      KerberosServer server =
          new KerberosServer(ServerDirectory.create("kerberos"), ServerPorts.free().submission());
      try {
        server.run(MAKE_DATABASE, List.of("create", "-s", "-P", "of no use elsewhere"), "");
        server.restart();
        return server;
      } catch (RuntimeException e) {
        boolean again = server.hasNoPort() && tries < MOST_TRIES;
        server.close();
        if (!again) {
          throw e;
        }
      }
    }
  }

  private boolean hasNoPort() {
    return PORT_TAKEN.matcher(log()).find();
  }

  /** Starts it again after {@link #stop}. */
  public void restart() {
    @Nullable String problem = process.start(this::hasNoPort);
    if (problem != null) {
      throw new IllegalStateException(problem + "; log:\n" + log());
    }
  }

  /** Nobody gets a ticket any more: connections are refused. */
  public void stop() {
    process.kill();
  }

  /** Connections are taken, and nothing is answered. */
  public void freeze() {
    process.signal("STOP");
  }

  /** The end of {@link #freeze}. */
  public void thaw() {
    process.signal("CONT");
  }

  /** What clients, and servers that accept tickets, need to know: a krb5.conf. */
  public Path configuration() {
    return directory.path().resolve("krb5.conf");
  }

  /**
   * Makes a principal with a new key; for one that is there already too, whose older keytabs are
   * then of no use.
   *
   * @param name such as {@code shop} or {@code smtp/localhost}
   * @return a keytab that everybody may read
   */
  public Path keytab(String name) {
    Path file =
        directory.path().resolve("keys").resolve(name.replace('/', '_') + "-" + System.nanoTime());
    administer("addprinc -randkey +requires_preauth " + name);
    administer("cpw -randkey " + name);
    administer("ktadd -k " + file + " " + name);
    try {
      return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Gets a ticket, as {@code kinit} leaves it.
   *
   * @param name the principal
   * @param keytab has its key
   * @param cache the file to write
   */
  public void ticket(String name, Path keytab, Path cache) {
    run(GET_TICKET, List.of("-k", "-t", keytab.toString(), "-c", cache.toString(), name), "");
  }

  /**
   * Dovecot then offers GSSAPI only, as whatever is in its keytab: by itself its submission service
   * looks for {@code submission/localhost}, which no client asks for.
   */
  public MailServerSettings inDovecot(MailServerSettings settings) {
    return settings
        .withLine("auth_mechanisms = gssapi")
        .withLine("auth_gssapi_hostname = \"$ALL\"")
        .withLine("auth_krb5_keytab = " + keytab("smtp/localhost"))
        .withLine("import_environment = KRB5_CONFIG=" + configuration());
  }

  private void administer(String request) {
    run(ADMINISTER, List.of("-q", request), "");
  }

  private void run(Path program, List<String> arguments, String input) {
    List<String> line = Stream.concat(Stream.of(program.toString()), arguments.stream()).toList();
    ShortCommand.run(line, environment, input);
  }

  /** Everything that it has logged: a line for each ticket that was asked for. */
  public String log() {
    return directory.textOfAll(LocalMailServer.LOG);
  }

  /** How many tickets were asked for by a user who signs in, whatever came of it. */
  public long loginsOf(String name) {
    return log()
        .lines()
        .filter(line -> line.contains("AS_REQ") && line.contains(name + "@" + REALM))
        .count();
  }

  @Override
  public void close() {
    process.kill();
    directory.delete();
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(ServerPorts.at(port), 1_000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Debian names the directory by the machine's architecture. */
  private static Path modules() {
    try (Stream<Path> found =
        Files.find(
            ServerPrograms.unpacked("krb5-kdc"), 8, (path, facts) -> path.endsWith("kdb/db2.so"))) {
      return found.findFirst().orElseThrow().resolveSibling(".").normalize();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
