package org.smtpra.ra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.resource.ResourceException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The overlay is part of what tells configurations apart; SmallRye reads system properties. */
class OverlayStateTest {

  private final String prefix = "smtp-" + UUID.randomUUID();
  private final SmtpResourceAdapter adapter = new SmtpResourceAdapter();

  private void set(String name, String value) {
    System.setProperty(prefix + "." + name, value);
  }

  private FactoryState state() throws ResourceException {
    SmtpManagedConnectionFactory factory =
        SmtpManagedConnectionFactory.of(Map.of("configPrefix", prefix));
    factory.setResourceAdapter(adapter);
    return factory.state();
  }

  @AfterEach
  void forget() {
    System.getProperties().stringPropertyNames().stream()
        .filter(name -> name.startsWith(prefix))
        .forEach(System::clearProperty);
  }

  @Test
  void factoriesOfOneOverlayShareTheirStateAlsoWhenThePasswordHasChanged() throws Exception {
    set("host", "mail.example.com");
    set("userName", "shop");
    set("password", "one");
    FactoryState first = state();
    set("password", "two");

    assertSame(first, state());
  }

  @Test
  void factoryOfAnOverlayThatHasChangedGetsAStateOfItsOwn() throws Exception {
    set("host", "mail.example.com");
    FactoryState first = state();
    set("sendTimeout", "5s");

    FactoryState second = state();

    assertNotSame(first, second);
    assertEquals(Duration.ofSeconds(30), first.configuration().timeouts().send());
    assertEquals(Duration.ofSeconds(5), second.configuration().timeouts().send());
  }

  /** As on GlassFish, which shows MicroProfile Config to the threads of applications only. */
  @Test
  void overlayThatWasMissingAtFirstIsAskedForWhenTheFactoryIsNextLookedUp() throws Exception {
    set("sendTimeout", "5s");
    SmtpManagedConnectionFactory factory =
        SmtpManagedConnectionFactory.of(Map.of("configPrefix", prefix, "host", "mail.example.com"));
    factory.setResourceAdapter(adapter);
    ClassLoader loader = SmtpManagedConnectionFactory.class.getClassLoader();
    ConfigProviderResolver resolver = ConfigProviderResolver.instance();
    resolver.releaseConfig(resolver.getConfig(loader));
    Config missing = resolver.getBuilder().withSources(new MissingSource()).build();
    resolver.registerConfig(missing, loader);
    try {
      assertNotNull(factory.createConnectionFactory(new HonestConnectionManager(1)));
      assertEquals(Duration.ofSeconds(30), factory.state().configuration().timeouts().send());
    } finally {
      resolver.releaseConfig(missing);
    }

    assertNotNull(factory.createConnectionFactory(new HonestConnectionManager(1)));

    FactoryState complete = factory.state();
    assertEquals(Duration.ofSeconds(5), complete.configuration().timeouts().send());
    assertNotNull(factory.createConnectionFactory(new HonestConnectionManager(1)));
    assertSame(complete, factory.state(), "what is complete is not asked for again");
  }

  /** Cannot be read yet. */
  private static final class MissingSource implements ConfigSource {

    @Override
    public Set<String> getPropertyNames() {
      return Set.of();
    }

    @Override
    public String getValue(String name) {
      if (name.startsWith("smtp-")) {
        throw new IllegalStateException("not on this thread");
      }
      return null; // what SmallRye asks for itself
    }

    @Override
    public int getOrdinal() {
      return DEFAULT_ORDINAL;
    }

    @Override
    public String getName() {
      return "missing";
    }
  }

  @Test
  void mistakeInTheOverlayNamesTheFullKey() {
    set("host", "mail.example.com");
    set("trustStoreFile", "/nowhere/at/all");

    ResourceException refused = assertThrows(ResourceException.class, this::state);

    assertTrue(
        refused.getMessage().contains(prefix + ".trustStoreFile is \"/nowhere/at/all\""),
        refused::getMessage);
  }
}
