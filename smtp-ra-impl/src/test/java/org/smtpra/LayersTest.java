package org.smtpra;

import static com.tngtech.archunit.core.domain.JavaModifier.ABSTRACT;
import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noCodeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The layers: who may import whom. The list below is the one to change, on purpose. */
class LayersTest {

  /** What each layer may import of ours, besides itself, the API, config and event. */
  private static final Map<String, Set<String>> MAY_IMPORT =
      Map.ofEntries(
          entry("protocol"),
          entry("auth", "protocol"),
          entry("spi"),
          entry("transport", "protocol"),
          entry("token", "spi", "auth", "transport", "protocol"),
          entry("kerberos", "auth", "transport", "protocol"),
          entry("message", "protocol"),
          entry("failure"),
          entry("session", "protocol", "auth", "transport", "failure"),
          entry("host", "failure"),
          entry(
              "delivery",
              "session",
              "host",
              "failure",
              "protocol",
              "transport",
              "token",
              "auth",
              "message"),
          entry("metrics"),
          entry("flight"),
          entry("jmx", "metrics", "delivery", "submission", "token"),
          entry("submission", "delivery", "session", "failure", "transport"),
          entry(
              "ra",
              "delivery",
              "message",
              "submission",
              "session",
              "host",
              "failure",
              "protocol",
              "auth",
              "transport",
              "token",
              "kerberos",
              "metrics",
              "jmx",
              "flight"),
          entry("config"),
          entry("event"));

  private static final Set<String> IMPORTED_BY_ALL = Set.of("config", "event");
  private static final int MOST_LINES = 250;

  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.smtpra")
          .that(
              DescribedPredicate.describe(
                  "are part of the adapter", type -> !type.getPackageName().contains("testkit")));

  private static Map.Entry<String, Set<String>> entry(String layer, String... below) {
    return Map.entry(layer, Set.of(below));
  }

  static Stream<String> layers() {
    return MAY_IMPORT.keySet().stream().sorted();
  }

  private static String packageOf(String layer) {
    return "org.smtpra." + layer;
  }

  private static void check(ArchRule rule) {
    rule.check(OURS);
  }

  @Test
  void everyPackageIsALayer() {
    Set<String> found = new TreeSet<>();
    OURS.forEach(type -> found.add(type.getPackageName()));
    Set<String> known = new TreeSet<>(Set.of("org.smtpra"));
    layers().forEach(layer -> known.add(packageOf(layer)));
    assertEquals(known, found);
  }

  @ParameterizedTest
  @MethodSource("layers")
  void layerImportsOnlyWhatIsBelowIt(String layer) {
    Set<String> allowed = new TreeSet<>(Set.of("org.smtpra", packageOf(layer)));
    MAY_IMPORT.get(layer).forEach(below -> allowed.add(packageOf(below)));
    if (!IMPORTED_BY_ALL.contains(layer)) {
      IMPORTED_BY_ALL.forEach(common -> allowed.add(packageOf(common)));
    }
    check(
        noClasses()
            .that()
            .resideInAPackage(packageOf(layer))
            .should()
            .dependOnClassesThat(
                DescribedPredicate.describe(
                    "are of ours, but not in " + allowed,
                    type ->
                        type.getPackageName().startsWith("org.smtpra")
                            && !allowed.contains(type.getPackageName())))
            .allowEmptyShould(false));
  }

  @Test
  void apiImportsNothingOfOurs() {
    check(
        noClasses()
            .that()
            .resideInAPackage("org.smtpra")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.smtpra.(*)..")
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("jakarta.resource.."));
  }

  @Test
  void layersMakeNoCycle() {
    check(slices().matching("org.smtpra.(*)..").should().beFreeOfCycles());
  }

  @Test
  void onlyRaImportsTheConnectorsApi() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("org.smtpra.ra")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jakarta.resource.."));
  }

  @Test
  void onlyTransportOpensSockets() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("org.smtpra.transport")
            .should()
            .dependOnClassesThat(
                DescribedPredicate.describe(
                    "are sockets or channels",
                    type ->
                        type.getName().startsWith("java.net.Socket")
                            || type.getName().startsWith("java.net.ServerSocket")
                            || type.getName().startsWith("java.net.Datagram")
                            || type.getPackageName().startsWith("java.nio.channels"))));
  }

  @Test
  void protocolKnowsNoNetwork() {
    check(
        noClasses()
            .that()
            .resideInAPackage("org.smtpra.protocol")
            .should()
            .dependOnClassesThat(
                DescribedPredicate.describe(
                    "reach the network",
                    type ->
                        type.getPackageName().startsWith("javax.net")
                            || type.getPackageName().startsWith("java.nio.channels")
                            || (type.getPackageName().equals("java.net")
                                && !type.getName().equals("java.net.IDN")
                                && !type.getName().matches("java\\.net\\.Inet\\d?.*Address")))));
  }

  @Test
  void nothingImportsAProviderOfJakartaMail() {
    check(
        noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.eclipse.angus..", "com.sun.mail.."));
  }

  @Test
  void oneClassNamesMicroProfileConfigWhichMayBeMissing() {
    check(
        noClasses()
            .that()
            .doNotHaveFullyQualifiedName("org.smtpra.config.MicroProfileSource")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.eclipse.microprofile..", "io.smallrye.."));
  }

  @Test
  void noFieldAndNoMethodHasATypeOfMicroProfileWhichGlassFishWouldStartAContainerFor() {
    DescribedPredicate<JavaClass> microProfile =
        JavaClass.Predicates.resideInAPackage("org.eclipse.microprofile..");
    check(noFields().should().haveRawType(microProfile));
    check(noCodeUnits().should().haveRawReturnType(microProfile));
    check(
        noCodeUnits()
            .should()
            .haveRawParameterTypes(
                DescribedPredicate.describe(
                    "one of MicroProfile", types -> types.stream().anyMatch(microProfile))));
  }

  @Test
  void nothingIsKeptInStaticVariables() {
    check(
        fields()
            .that()
            .areStatic()
            .should()
            .beFinal()
            .because("a static variable outlives a redeployment"));
  }

  @Test
  void concreteClassesAreFinal() {
    check(
        classes()
            .that()
            .areTopLevelClasses()
            .and()
            .areNotInterfaces()
            .and()
            .areNotEnums()
            .and()
            // Of which TomEE makes a subclass: docs/decisions/0024.
            .doNotHaveFullyQualifiedName("org.smtpra.ra.SmtpConnectionImpl")
            .and(
                DescribedPredicate.describe(
                    "are concrete", type -> !type.getModifiers().contains(ABSTRACT)))
            .and(DescribedPredicate.describe("have code", LayersTest::isNoPackageInfo))
            .should()
            .haveModifier(FINAL));
  }

  private static boolean isNoPackageInfo(JavaClass type) {
    return !type.getSimpleName().equals("package-info");
  }

  @Test
  void everyPackageSaysThatNothingIsNull() {
    Map<String, Boolean> marked = new TreeMap<>();
    OURS.forEach(
        type ->
            marked.put(type.getPackageName(), type.getPackage().isAnnotatedWith(NullMarked.class)));
    assertEquals(MAY_IMPORT.size() + 1, marked.size());
    marked.forEach((name, isMarked) -> assertTrue(isMarked, name + " is not @NullMarked"));
  }

  /** Tables and lists of properties may be longer; they are named here. */
  @Test
  void filesAreShort() throws IOException {
    List<String> tooLong;
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      tooLong =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .filter(file -> lines(file) > MOST_LINES)
              .map(file -> file.getFileName().toString())
              .sorted()
              .toList();
    }
    assertEquals(List.of("SmtpFactoryProperties.java", "SmtpProperty.java"), tooLong);
  }

  private static long lines(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
