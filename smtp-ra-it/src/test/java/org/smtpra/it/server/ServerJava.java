package org.smtpra.it.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * The JDK that runs the server, which need not be the build's: {@code smtp-ra.server.java} is its
 * feature release, and {@code smtp-ra.jdk} followed by the release may say where it is. Without
 * that it is looked for beside the build's own.
 */
public final class ServerJava {

  private ServerJava() {}

  /** The feature release that this run asks for. */
  public static int release() {
    return Integer.getInteger("smtp-ra.server.java", Runtime.version().feature());
  }

  /** The home of such a JDK; empty if there is none on this machine. */
  public static Optional<Path> ofThisRun() {
    String named = System.getProperty("smtp-ra.jdk" + release(), "");
    Path own = Path.of(System.getProperty("java.home"));
    if (!named.isEmpty()) {
      return Optional.of(Path.of(named)).filter(ServerJava::hasWantedRelease);
    }
    return release() == Runtime.version().feature() ? Optional.of(own) : beside(own);
  }

  /** Why there is no server to test, and what to do about it. */
  public static String missing() {
    return "no JDK "
        + release()
        + " was found beside "
        + System.getProperty("java.home")
        + ": add -Dsmtp-ra.jdk"
        + release()
        + "=PATH to the command";
  }

  private static Optional<Path> beside(Path home) {
    try (Stream<Path> siblings = Files.list(home.toRealPath().getParent())) {
      return siblings.filter(ServerJava::hasWantedRelease).sorted().findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean hasWantedRelease(Path home) {
    Path file = home.resolve("release");
    if (!Files.isReadable(file)) {
      return false;
    }
    Properties release = new Properties();
    try (InputStream in = Files.newInputStream(file)) {
      release.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String version = release.getProperty("JAVA_VERSION", "").replace("\"", "");
    return version.equals(String.valueOf(release())) || version.startsWith(release() + ".");
  }
}
