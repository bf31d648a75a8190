package org.smtpra.rar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is in the archive, and what is not: servers have failed on both. */
class ArchiveIT {

  private static final List<String> UNWELCOME =
      List.of(
          "module-info.class", // server scanners fail on it
          "META-INF/versions/", // likewise
          "jakarta/", // the server has them
          "javax/",
          "org/eclipse/angus/", // bundled it is ignored, or breaks
          "com/sun/mail/",
          "org/jspecify/",
          "org/junit/",
          "org/smtpra/testkit/",
          "org/smtpra/standalone/",
          "org/apache/commons/pool2/"); // its evictor is a static thread

  static List<String> jars() throws IOException {
    return Archive.open().jars();
  }

  @Test
  void onlyTheExpectedJarsAreInIt() throws IOException {
    List<String> unversioned =
        jars().stream().map(name -> name.replaceFirst("-[0-9].*(?=\\.jar$)", "")).sorted().toList();
    assertEquals(
        List.of(
            "saslprep.jar",
            "scram-client.jar",
            "scram-common.jar",
            "smtp-ra-api.jar",
            "smtp-ra-impl.jar",
            "stringprep.jar"),
        unversioned);
  }

  @Test
  void descriptorsAreInItAndNoLooseClasses() throws IOException {
    List<String> names = Archive.open().names();
    assertTrue(names.contains("META-INF/ra.xml"), names::toString);
    assertTrue(names.contains("META-INF/jboss-deployment-structure.xml"), names::toString);
    assertFalse(names.stream().anyMatch(name -> name.endsWith(".class")), names::toString);
  }

  @ParameterizedTest
  @MethodSource("jars")
  void jarHasNothingThatServersFailOn(String jar) throws IOException {
    List<String> names = Archive.open().namesIn(jar);
    assertFalse(names.isEmpty());
    for (String unwelcome : UNWELCOME) {
      assertFalse(
          names.stream()
              .anyMatch(name -> name.startsWith(unwelcome) || name.endsWith("/" + unwelcome)),
          jar + " has " + unwelcome);
    }
  }

  @Test
  void libraryThatSignsInIsWholeWithItsTables() throws IOException {
    Archive archive = Archive.open();
    assertTrue(archive.namesIn("scram-client.jar").size() > 5);
    assertTrue(
        archive.namesIn("saslprep.jar").stream()
            .anyMatch(name -> name.startsWith("META-INF/services/")));
  }
}
