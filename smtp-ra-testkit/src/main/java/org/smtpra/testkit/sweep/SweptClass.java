package org.smtpra.testkit.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** Sweeps while the tests of a class run; the class fails at its end where a secret was shown. */
public final class SweptClass implements BeforeAllCallback, AfterAllCallback {

  private static final Logger LOG = System.getLogger(SweptClass.class.getName());
  private static final Namespace NAMESPACE = Namespace.create(SweptClass.class);

  @Override
  public void beforeAll(ExtensionContext context) {
    context.getStore(NAMESPACE).put(SecretSweep.class, SecretSweep.begin());
  }

  @Override
  public void afterAll(ExtensionContext context) {
    SecretSweep sweep = context.getStore(NAMESPACE).remove(SecretSweep.class, SecretSweep.class);
    List<Finding> findings = sweep.end();
    StringBuilder seen = new StringBuilder("swept for secrets:");
    for (Outlet outlet : Outlet.values()) {
      seen.append(' ').append(outlet).append(' ').append(sweep.seen(outlet));
    }
    LOG.log(Level.INFO, seen.toString());
    assertEquals(List.of(), findings, "a password or token is shown");
  }
}
