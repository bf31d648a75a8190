package org.smtpra;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;

/** Sends objects through Java serialization, as a remote call does. */
final class Copies {

  private Copies() {}

  @SuppressWarnings("unchecked") // what was written is what is read
  static <T> T of(T original) throws IOException, ClassNotFoundException {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(octets)) {
      out.writeObject(original);
    }
    return (T) new ObjectInputStream(new ByteArrayInputStream(octets.toByteArray())).readObject();
  }
}
