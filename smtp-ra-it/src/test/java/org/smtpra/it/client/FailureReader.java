package org.smtpra.it.client;

import jakarta.mail.Address;
import java.io.ByteArrayInputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.ObjectInputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.smtpra.SmtpSendFailedException;

/** Reads a serialized failure from its argument and writes what it says. */
public final class FailureReader {

  private FailureReader() {}

  /** The argument is the exception as Java serializes it, in Base64. */
  public static void main(String[] arguments) throws Exception {
    byte[] octets = Base64.getDecoder().decode(arguments[0]);
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(octets));
        PrintStream out =
            new PrintStream(
                new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8)) {
      SmtpSendFailedException failure = (SmtpSendFailedException) in.readObject();
      out.println(failure.classification());
      out.println("unsent " + texts(failure.getValidUnsentAddresses()));
      out.println("invalid " + texts(failure.getInvalidAddresses()));
      out.println("sent " + texts(failure.getValidSentAddresses()));
    }
  }

  private static String texts(Address[] addresses) {
    return Arrays.toString(addresses);
  }
}
