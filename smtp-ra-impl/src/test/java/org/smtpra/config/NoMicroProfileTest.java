package org.smtpra.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** The adapter's classes in a class loader that does not know MicroProfile Config. */
class NoMicroProfileTest {

  /** Runs there; public, as what another class loader has defined is a stranger. */
  public static final class Parsing implements Callable<List<String>> {

    public Parsing() {}

    @Override
    public List<String> call() throws InvalidConfigurationException {
      return ConfigurationParser.parse(Map.of("host", "a", "configPrefix", "smtp.orders"))
          .warnings();
    }
  }

  /** Defines our classes anew and hides the API. */
  private static final class Lacking extends ClassLoader {

    Lacking(ClassLoader parent) {
      super(parent);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.startsWith("org.eclipse.microprofile.")) {
        throw new ClassNotFoundException(name);
      }
      Class<?> known = findLoadedClass(name);
      if (known != null || !name.startsWith("org.smtpra.")) {
        return known != null ? known : super.loadClass(name, resolve);
      }
      try (InputStream octets = getResourceAsStream(name.replace('.', '/') + ".class")) {
        byte[] code = octets.readAllBytes();
        return defineClass(name, code, 0, code.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }

  @Test
  @SuppressWarnings("unchecked") // the class is this one's twin
  void missingApiLeavesOneWarningAndAConfigurationThatWorks() throws Exception {
    ClassLoader lacking = new Lacking(NoMicroProfileTest.class.getClassLoader());
    Callable<List<String>> parsing =
        Class.forName(Parsing.class.getName(), true, lacking)
            .asSubclass(Callable.class)
            .getDeclaredConstructor()
            .newInstance();

    List<String> warnings = parsing.call();

    assertEquals(1, warnings.size());
    assertTrue(
        warnings
            .get(0)
            .contains("MicroProfile Config cannot be read here (java.lang.NoClassDefFoundError"),
        warnings.get(0));
  }
}
