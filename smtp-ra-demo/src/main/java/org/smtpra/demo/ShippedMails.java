package org.smtpra.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Base64;
import java.util.Random;
import java.util.stream.Stream;

/** The mails that come with the demo, and one with a large attachment that is made here. */
final class ShippedMails {

  private static final int ATTACHMENT_OCTETS = 5 * 1024 * 1024;
  private static final long SEED = 4711; // any: the same attachment each time

  private ShippedMails() {}

  /** Puts them all into a folder, which is made where it is missing. */
  static void copy(Path source, Path target) throws DemoException {
    try (Stream<Path> mails = Files.list(source)) {
      Files.createDirectories(target);
      for (Path mail : mails.toList()) {
        Path copy = target.resolve(mail.getFileName().toString());
        Files.copy(mail, copy, StandardCopyOption.REPLACE_EXISTING);
      }
      Files.write(target.resolve("13-attachment-of-5-mb.eml"), withAttachment());
    } catch (IOException e) {
      throw new DemoException("the mails of " + source + " cannot be copied to " + target, e);
    }
  }

  private static byte[] withAttachment() {
    byte[] attachment = new byte[ATTACHMENT_OCTETS];
    new Random(SEED).nextBytes(attachment);
    String header =
        """
        From: Orders <orders@shop.example.com>
        To: Anna Berg <anna.berg@example.org>
        Subject: The photographs you asked for
        Date: Mon, 16 Nov 2026 15:00:00 +0100
        Message-ID: <photographs-1@shop.example.com>
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary="photographs"

        --photographs
        Content-Type: text/plain; charset=us-ascii

        Five megabytes, as discussed.
        --photographs
        Content-Type: application/octet-stream; name="photographs.zip"
        Content-Transfer-Encoding: base64
        Content-Disposition: attachment; filename="photographs.zip"

        """;
    String lines = Base64.getMimeEncoder().encodeToString(attachment);
    return (header.replace("\n", "\r\n") + lines + "\r\n--photographs--\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }
}
