package org.smtpra.it.asadmin;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * The server's store of secrets. Its commands read a secret from a file, never from the line.
 *
 * @param session the prompt at which the commands are typed
 * @param directory for the file
 */
record PasswordAliases(AsadminSession session, Path directory) {

  void add(String alias, String password) {
    offer(password);
    session.run("create-password-alias " + alias);
  }

  /** Lets the commands that follow read this secret. */
  void offer(String password) {
    Path file = directory.resolve("passwords.properties");
    write(file, password);
    session.run("export AS_ADMIN_PASSWORDFILE=" + file);
  }

  /** The file is read as Java properties: anything beyond ASCII is escaped. */
  static void write(Path file, String password) {
    Properties passwords = new Properties();
    passwords.setProperty("AS_ADMIN_ALIASPASSWORD", password);
    try (OutputStream out = Files.newOutputStream(file)) {
      passwords.store(out, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void remove(String alias) {
    session.run("delete-password-alias " + alias);
  }
}
