package org.smtpra.testkit.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.smtpra.testkit.KnownSecrets;

/**
 * What a test may choose about a real mail server.
 *
 * @param certificate the server's certificate chain, a PEM file
 * @param key its private key, a PEM file without a pass phrase
 * @param users passwords by user name; any Unicode without line breaks or NUL, no white space or
 *     colon in a name
 * @param extraLines lines in the server's own configuration language (Postfix: main.cf; Exim: main
 *     section; OpenSMTPD: before the listeners; Dovecot: dovecot.conf). They win over the same
 *     setting of ours.
 */
public record MailServerSettings(
    Path certificate, Path key, Map<String, String> users, List<String> extraLines) {

  public MailServerSettings {
    users = Map.copyOf(users);
    extraLines = List.copyOf(extraLines);
    users.forEach(MailServerSettings::checkUser);
    users.values().forEach(KnownSecrets::add);
  }

  public static MailServerSettings of(Path certificate, Path key) {
    return new MailServerSettings(certificate, key, Map.of(), List.of());
  }

  public MailServerSettings withUser(String name, String password) {
    Map<String, String> more = new LinkedHashMap<>(users);
    more.put(name, password);
    return new MailServerSettings(certificate, key, more, extraLines);
  }

  public MailServerSettings withLine(String line) {
    List<String> more = new ArrayList<>(extraLines);
    more.add(line);
    return new MailServerSettings(certificate, key, users, more);
  }

  private static void checkUser(String name, String password) {
    if (name.isEmpty() || name.chars().anyMatch(c -> c <= ' ' || c == ':')) {
      throw new IllegalArgumentException(
          "user name '" + name + "': must not be empty or have white space or a colon");
    }
    if (password.isEmpty() || password.chars().anyMatch(c -> c == 0 || c == '\r' || c == '\n')) {
      throw new IllegalArgumentException(
          "password of '" + name + "': must not be empty or have a line break or NUL");
    }
  }
}
