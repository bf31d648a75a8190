package org.smtpra.it.server;

import java.nio.file.Path;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.smtpra.it.app.ScenarioServlet;
import org.smtpra.it.app.SessionBeanSender;

/** Packs the test application as its developer would. */
public final class ApplicationArchive {

  private ApplicationArchive() {}

  /**
   * A WAR of the whole test application.
   *
   * @param fileName the file name, from which servers derive the context root
   * @param jndiName what the application's references {@code smtp/main}, unshareable, and {@code
   *     smtp/shared} lead to
   * @param dependencies the manifest's line, empty for none
   */
  public static WebArchive war(String fileName, String jndiName, String dependencies) {
    return withoutClasses(fileName, jndiName, dependencies)
        .addPackage(ScenarioServlet.class.getPackage());
  }

  /** The same with descriptors and references, for the classes of another application. */
  public static WebArchive withoutClasses(String fileName, String jndiName, String dependencies) {
    WebArchive war =
        ShrinkWrap.create(WebArchive.class, fileName)
            .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml")
            .setWebXML(new StringAsset(webXml(jndiName, "")));
    if (!dependencies.isEmpty()) {
      war.setManifest(
          new StringAsset("Manifest-Version: 1.0\nDependencies: " + dependencies + "\n"));
    }
    return war;
  }

  /** The same without the EJB, for servers that have no EJB container. */
  public static WebArchive warWithoutEjb(String fileName, String jndiName, String dependencies) {
    WebArchive war = war(fileName, jndiName, dependencies);
    war.deleteClass(SessionBeanSender.class);
    return war;
  }

  /** Writes an archive into a directory, under its own name. */
  public static Path write(Archive<?> archive, Path directory) {
    Path file = directory.resolve(archive.getName());
    archive.as(ZipExporter.class).exportTo(file.toFile(), true);
    return file;
  }

  /**
   * The descriptor of the web application.
   *
   * @param jndiName what its references lead to
   * @param definitions its own connection factories, empty for none
   */
  public static String webXml(String jndiName, String definitions) {
    return """
        <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="5.0">
        %s%s%s</web-app>
        """
        .formatted(
            reference("smtp/main", "Unshareable", jndiName),
            reference("smtp/shared", "Shareable", jndiName),
            definitions);
  }

  private static String reference(String name, String sharing, String jndiName) {
    return """
          <resource-ref>
            <res-ref-name>%s</res-ref-name>
            <res-type>org.smtpra.SmtpConnectionFactory</res-type>
            <res-auth>Container</res-auth>
            <res-sharing-scope>%s</res-sharing-scope>
            <lookup-name>%s</lookup-name>
          </resource-ref>
        """
        .formatted(name, sharing, jndiName);
  }
}
