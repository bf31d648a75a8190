package org.smtpra.testkit.server;

import java.util.Map;
import javax.security.auth.login.LoginException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.smtpra.testkit.server.ServerAvailability.NotInstalled;

/**
 * Gives a test class a {@link KerberosServer}, which is also the one that this JVM asks for tickets
 * until the class is done. Aborts each test where there can be none.
 */
public final class KerberosExtension
    implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback, ParameterResolver {

  private static final String CONFIGURATION = "java.security.krb5.conf";

  private @Nullable KerberosServer server;

  @Override
  public void beforeAll(ExtensionContext context) {
    if (KerberosServer.availability() instanceof NotInstalled) {
      return;
    }
    KerberosServer started = KerberosServer.start();
    server = started;
    System.setProperty(CONFIGURATION, started.configuration().toString());
    readConfigurationAgain();
  }

  /** Here and not before all of them: a report counts tests that are skipped, not classes. */
  @Override
  public void beforeEach(ExtensionContext context) {
    if (server == null) {
      KerberosServer.availability().orAbort();
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (server != null) {
      System.clearProperty(CONFIGURATION);
      server.close();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == KerberosServer.class;
  }

  @Override
  public @Nullable Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return server;
  }

  /** The JDK does so before a login that asks for it; this one then finds no ticket. */
  private static void readConfigurationAgain() {
    try {
      KerberosLogins.login(
          Map.of(
              "refreshKrb5Config", "true",
              "useTicketCache", "true",
              "ticketCache", "/dev/null",
              "doNotPrompt", "true"));
      throw new IllegalStateException("a ticket came out of nowhere");
    } catch (LoginException e) {
      // As it should be: there was nothing to find.
    }
  }
}
