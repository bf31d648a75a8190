package org.smtpra.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests that have a {@link TestCertificates} parameter the one of this test run, with a
 * certificate for {@code localhost}, 127.0.0.1 and ::1. JUnit closes it when the run ends.
 */
public final class TestCertificatesExtension implements ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(TestCertificatesExtension.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType().equals(TestCertificates.class);
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(TestCertificates.class, key -> make(), TestCertificates.class);
  }

  private static TestCertificates make() {
    try {
      return TestCertificates.forNames("dns:localhost", "ip:127.0.0.1", "ip:0:0:0:0:0:0:0:1");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
