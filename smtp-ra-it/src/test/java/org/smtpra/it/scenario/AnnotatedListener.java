package org.smtpra.it.scenario;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * A web listener with {@code @ConnectionFactoryDefinition}. The values of an annotation are
 * constants, and the mail server's port is known at run time only: so it is compiled then.
 */
final class AnnotatedListener {

  static final String CLASS_FILE = "org/smtpra/it/defined/AnnotatedListener.class";

  private static final String SOURCE =
      """
      package org.smtpra.it.defined;

      @jakarta.servlet.annotation.WebListener
      @jakarta.resource.ConnectionFactoryDefinition(
          name = "%s",
          interfaceName = "org.smtpra.SmtpConnectionFactory",
          resourceAdapter = "#smtp-ra",
          minPoolSize = 0,
          maxPoolSize = 2,
          transactionSupport =
              jakarta.resource.spi.TransactionSupport.TransactionSupportLevel.NoTransaction,
          properties = {"host=localhost", "port=%d", "security=NONE"})
      public class AnnotatedListener implements jakarta.servlet.ServletContextListener {}
      """;

  private AnnotatedListener() {}

  /** Compiles it for a mail server on this machine, and gives the class file. */
  static Path compile(String jndiName, int port, Path directory) throws IOException {
    Path source = directory.resolve("AnnotatedListener.java");
    Files.writeString(source, SOURCE.formatted(jndiName, port));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter errors = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      boolean compiled =
          compiler
              .getTask(
                  errors,
                  files,
                  null,
                  List.of("-proc:none", "--release", "17", "-d", directory.toString()),
                  null,
                  files.getJavaFileObjects(source))
              .call();
      if (!compiled) {
        throw new AssertionError(errors.toString());
      }
    }
    return directory.resolve(CLASS_FILE);
  }
}
