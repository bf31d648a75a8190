package org.smtpra.it.server;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.smtpra.it.server.ApplicationServer.LogMark;

/**
 * A log that a server appends to.
 *
 * @param file the file, which need not be there yet
 */
public record LogFile(Path file) {

  /** Begins to listen: the mark has what is logged from now on. */
  public LogMark mark() {
    long from = file.toFile().length();
    return () -> read(from);
  }

  /** Everything that is in the file. */
  public String text() {
    return read(0);
  }

  private String read(long from) {
    if (!file.toFile().exists()) {
      return "";
    }
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "r")) {
      // A server that has begun a new file meanwhile, at midnight for instance, has less in it.
      long start = from <= open.length() ? from : 0;
      byte[] octets = new byte[(int) (open.length() - start)];
      open.seek(start);
      open.readFully(octets);
      return new String(octets, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
