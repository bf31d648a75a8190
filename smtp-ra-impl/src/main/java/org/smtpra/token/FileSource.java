package org.smtpra.token;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.smtpra.spi.AccessToken;
import org.smtpra.spi.TokenRequest;
import org.smtpra.spi.TokenSource;

/**
 * Reads the token that somebody else writes to a file: a side-car, a workload identity. The token
 * alone, or a token endpoint's JSON. Its end is not known (an {@code expires_in} counts from when
 * it was written), so it is read again after a minute. Thread safe.
 */
final class FileSource implements TokenSource {

  private static final int MOST_OCTETS = 64 * 1024;

  private final Path file;

  FileSource(Path file) {
    this.file = file;
  }

  @Override
  public AccessToken fetch(TokenRequest request) throws IOException {
    String text = text().strip();
    try {
      Map<String, Object> json = text.startsWith("{") ? JsonText.object(text) : Map.of();
      return AccessToken.of(text.startsWith("{") ? JsonText.member(json, "access_token") : text);
    } catch (IllegalArgumentException e) {
      throw unusable("it has neither a token alone nor JSON with an access_token");
    }
  }

  private String text() throws IOException {
    try {
      if (Files.size(file) > MOST_OCTETS) {
        throw unusable("it is longer than " + MOST_OCTETS + " octets");
      }
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException e) {
      throw unusable("there is no such file (yet)");
    } catch (AccessDeniedException e) {
      throw unusable("this process may not read it");
    }
  }

  private IOException unusable(String why) {
    return new IOException("tokenFile is " + file + ", which cannot be used: " + why);
  }
}
