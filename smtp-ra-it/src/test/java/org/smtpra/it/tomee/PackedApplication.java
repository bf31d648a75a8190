package org.smtpra.it.tomee;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import org.jboss.shrinkwrap.api.Node;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.ResourceAdapterArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Packs an application together with the adapter, as docs/how-to/tomee.md says. */
final class PackedApplication {

  private PackedApplication() {}

  /** A WAR with the jars of the adapter's archive among its libraries. */
  static WebArchive with(Path adapter, Path war, String resources) {
    WebArchive copy = read(war);
    jarsOf(adapter).forEach(jar -> copy.addAsLibrary(jar.getAsset(), jar.getPath().get()));
    return copy.addAsWebInfResource(new StringAsset(resources), "resources.xml");
  }

  /** An EAR that has the archive as one of its modules: its parts need the public API too. */
  static EnterpriseArchive completed(Path adapter, Path file, String resources) {
    EnterpriseArchive ear = ShrinkWrap.createFromZipFile(EnterpriseArchive.class, file.toFile());
    jarsOf(adapter).stream()
        .filter(jar -> jar.getPath().get().contains("smtp-ra-api"))
        .forEach(jar -> ear.addAsLibrary(jar.getAsset(), jar.getPath().get()));
    return ear.addAsManifestResource(new StringAsset(resources), "resources.xml");
  }

  private static Collection<Node> jarsOf(Path adapter) {
    return ShrinkWrap.createFromZipFile(ResourceAdapterArchive.class, adapter.toFile())
        .getContent(path -> path.get().endsWith(".jar"))
        .values()
        .stream()
        .collect(Collectors.toUnmodifiableList());
  }

  private static WebArchive read(Path war) {
    return ShrinkWrap.createFromZipFile(WebArchive.class, war.toFile());
  }

  /** The adapter that an application asks for in its manifest; empty if for none. */
  static String adapterWantedBy(Path war) {
    Node manifest = read(war).get("META-INF/MANIFEST.MF");
    if (manifest == null) {
      return "";
    }
    try (InputStream in = manifest.getAsset().openStream()) {
      String wanted = new Manifest(in).getMainAttributes().getValue("Dependencies");
      return wanted == null ? "" : wanted;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
