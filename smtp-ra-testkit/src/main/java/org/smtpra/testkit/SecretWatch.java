package org.smtpra.testkit;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Reads whatever is logged in a test run, and fails the class at whose end a secret was shown.
 * JUnit finds it by itself, in modules that have {@code
 * junit.jupiter.extensions.autodetection.enabled} in their {@code junit-platform.properties}.
 */
public final class SecretWatch implements BeforeAllCallback, AfterAllCallback {

  @Override
  public void beforeAll(ExtensionContext context) {
    reader(context);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    List<String> shown = reader(context).takeShown();
    if (!shown.isEmpty()) {
      throw new AssertionError("the log shows a password or token: " + shown);
    }
  }

  private static LogReader reader(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(SecretWatch.class))
        .getOrComputeIfAbsent(LogReader.class, key -> LogReader.installed(), LogReader.class);
  }

  /** Stays for the whole run: so a test may change other handlers as it likes. */
  static final class LogReader extends Handler {

    private final Formatter formatter = new SimpleFormatter();
    private final Queue<String> shown = new ConcurrentLinkedQueue<>();

    private static LogReader installed() {
      LogReader reader = new LogReader();
      Logger.getLogger("").addHandler(reader);
      return reader;
    }

    @Override
    public void publish(LogRecord logged) {
      StringWriter text = new StringWriter();
      text.append(formatter.formatMessage(logged));
      if (logged.getThrown() != null) {
        logged.getThrown().printStackTrace(new PrintWriter(text));
      }
      KnownSecrets.shownIn(text.toString()).ifPresent(secret -> shown.add(secret + " in " + text));
    }

    List<String> takeShown() {
      List<String> taken = List.copyOf(shown);
      shown.removeAll(taken);
      return taken;
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
