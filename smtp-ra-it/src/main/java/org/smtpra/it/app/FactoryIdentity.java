package org.smtpra.it.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import org.smtpra.SmtpConnectionFactory;

/** Serializes a factory, reads it back, and tells whether it came back as the bound one. */
@ApplicationScoped
@Named("factoryIdentity")
public class FactoryIdentity implements Action {

  @Override
  public void run(Request request, Answer answer) throws Exception {
    SmtpConnectionFactory bound = request.factory();
    answer.with("sameAfterSecondLookup", bound == request.factory());
    SmtpConnectionFactory copy = read(write(bound), bound.getClass().getClassLoader());
    answer.with("sameAfterSerialization", bound == copy);
    answer.with(copy.send(request.letter().message(copy)));
  }

  private static byte[] write(Object value) throws IOException {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(octets)) {
      out.writeObject(value);
    }
    return octets.toByteArray();
  }

  private static SmtpConnectionFactory read(byte[] octets, ClassLoader loader)
      throws IOException, ClassNotFoundException {
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(octets)) {
          @Override
          protected Class<?> resolveClass(ObjectStreamClass description)
              throws IOException, ClassNotFoundException {
            return Class.forName(description.getName(), false, loader);
          }
        }) {
      return (SmtpConnectionFactory) in.readObject();
    }
  }
}
