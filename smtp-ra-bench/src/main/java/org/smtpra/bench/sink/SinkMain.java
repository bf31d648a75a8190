package org.smtpra.bench.sink;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.smtpra.bench.process.Console;
import org.smtpra.bench.process.Fields;

/**
 * The process of the sink. {@code rtt=N tls=B} makes it listen and answers {@code port=N}; {@code
 * counts} answers what was counted.
 */
public final class SinkMain {
  private SinkMain() {}

  /** Arguments: the PKCS12 file with the server's key, and its password. */
  public static void main(String[] arguments) throws IOException, GeneralSecurityException {
    try (Sink plain = new Sink(null);
        Sink encrypted = new Sink(context(Path.of(arguments[0]), arguments[1].toCharArray()))) {
      new Console().serve(line -> answer(line, plain, encrypted));
    }
  }

  private static Fields answer(String line, Sink plain, Sink encrypted) throws IOException {
    Fields question = Fields.parse(line);
    boolean tls = Boolean.parseBoolean(question.text("tls"));
    Sink sink = tls ? encrypted : plain;
    if (!line.startsWith("listen")) {
      return new Fields(sink.counts());
    }
    return new Fields(Map.of("port", Integer.toString(sink.listen(question.count("rtt")))));
  }

  private static SSLContext context(Path file, char[] password)
      throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, password);
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, password);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }
}
