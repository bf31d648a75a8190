package org.smtpra.testkit.chaos.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The truth about host names, where this Java runtime was started to read it from a file ({@code
 * -Djdk.net.hosts.file=FILE}, with {@code -Dsun.net.inetaddr.ttl=0} and {@code
 * -Dsun.net.inetaddr.negative.ttl=0} so that a change is seen at once). Thread safe.
 */
public final class HostsFile {

  private static final String PROPERTY = "jdk.net.hosts.file";
  private static final String TRUE_ADDRESS = "127.0.0.1";

  /** Nobody listens there. */
  private static final String WRONG_ADDRESS = "127.0.0.99";

  private final Path file;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, List<String>> addresses = new TreeMap<>();

  private HostsFile(Path file) {
    this.file = file;
    addresses.put("localhost", List.of(TRUE_ADDRESS));
  }

  /** The file that this runtime reads, if it reads one. */
  public static Optional<HostsFile> inUse() {
    return Optional.ofNullable(System.getProperty(PROPERTY)).map(Path::of).map(HostsFile::new);
  }

  /** Makes a name known. */
  void add(String name) {
    set(name, List.of(TRUE_ADDRESS));
  }

  /** What can be done to a name. */
  Map<String, Mischief.Maker> deck(String name) {
    Map<String, Mischief.Maker> deck = new TreeMap<>();
    deck.put("its name is unknown", random -> changed(name, List.of()));
    deck.put("its name leads elsewhere", random -> changed(name, List.of(WRONG_ADDRESS)));
    deck.put(
        "its name leads elsewhere first",
        random -> changed(name, List.of(WRONG_ADDRESS, TRUE_ADDRESS)));
    return deck;
  }

  private Mischief changed(String name, List<String> wrong) {
    return Mischief.of(() -> set(name, wrong), () -> set(name, List.of(TRUE_ADDRESS)));
  }

  private void set(String name, List<String> to) {
    lock.lock();
    try {
      addresses.put(name, to);
      StringBuilder text = new StringBuilder();
      addresses.forEach(
          (n, all) -> all.forEach(a -> text.append(a).append(' ').append(n).append('\n')));
      Path next = file.resolveSibling(file.getFileName() + ".next");
      Files.writeString(next, text, StandardCharsets.US_ASCII);
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      lock.unlock();
    }
  }
}
