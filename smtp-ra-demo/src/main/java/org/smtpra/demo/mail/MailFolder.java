package org.smtpra.demo.mail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The mails of a folder: its {@code .eml} files, not those of its sub-folders.
 *
 * @param path the folder
 * @param mails its mails, by name; at least one
 */
public record MailFolder(Path path, List<MailFile> mails) {

  private static final String SUFFIX = ".eml";

  /** Copies what it is given. */
  public MailFolder {
    mails = List.copyOf(mails);
  }

  /**
   * Looks into a folder.
   *
   * @throws InvalidMailFolderException if there is nothing to send; the text says what to do
   */
  public static MailFolder open(Path path) throws InvalidMailFolderException {
    if (!Files.exists(path)) {
      throw new InvalidMailFolderException(
          "mail.dir is " + path + ": there is no such folder; name one that exists");
    }
    if (!Files.isDirectory(path)) {
      throw new InvalidMailFolderException(
          "mail.dir is " + path + ": that is a file; name the folder it is in");
    }
    List<Path> entries = entries(path);
    List<MailFile> mails =
        entries.stream().filter(MailFolder::isMail).sorted().map(MailFile::new).toList();
    if (mails.isEmpty()) {
      throw new InvalidMailFolderException(
          String.format(
              Locale.ROOT,
              "mail.dir is %s: none of its %d entries is a file whose name ends in %s; save mails there as %s files (sub-folders are not looked into)",
              path,
              entries.size(),
              SUFFIX,
              SUFFIX));
    }
    return new MailFolder(path, mails);
  }

  private static List<Path> entries(Path path) throws InvalidMailFolderException {
    try (Stream<Path> entries = Files.list(path)) {
      return entries.toList();
    } catch (IOException e) {
      throw new InvalidMailFolderException(
          String.format(
              Locale.ROOT,
              "mail.dir is %s: it cannot be listed (%s); make it readable for this user",
              path,
              e));
    }
  }

  private static boolean isMail(Path entry) {
    String name = entry.getFileName().toString().toLowerCase(Locale.ROOT);
    return name.endsWith(SUFFIX) && !Files.isDirectory(entry);
  }
}
