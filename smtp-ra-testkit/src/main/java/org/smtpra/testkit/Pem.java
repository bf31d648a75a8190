package org.smtpra.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.Key;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.util.Base64;

/** Certificates and keys as the servers outside of Java read them (RFC 7468). */
record Pem(Path directory) {

  Path certificates(String fileName, Certificate... chain)
      throws IOException, CertificateEncodingException {
    StringBuilder text = new StringBuilder();
    for (Certificate certificate : chain) {
      text.append(block("CERTIFICATE", certificate.getEncoded()));
    }
    return Files.writeString(
        directory.resolve(fileName), text.toString(), StandardCharsets.US_ASCII);
  }

  Path privateKey(String fileName, Key key) throws IOException {
    Path file = directory.resolve(fileName);
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    return Files.writeString(
        file, block("PRIVATE KEY", key.getEncoded()), StandardCharsets.US_ASCII);
  }

  private static String block(String label, byte[] octets) {
    String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(octets);
    return "-----BEGIN " + label + "-----\n" + lines + "\n-----END " + label + "-----\n";
  }
}
