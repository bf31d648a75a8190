package org.smtpra.observability;

import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Who may import whom; above all, that no class needs an API that may be absent. */
class LayersTest {

  private static final String[] OPTIONAL = {
    "org.eclipse.microprofile..", "io.micrometer..", "io.opentelemetry.."
  };

  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.smtpra.observability");

  @Test
  void onlyTheClassesOfAnApiNameIt() {
    noClasses()
        .that()
        .haveSimpleNameNotStartingWith("Micrometer")
        .and()
        .haveSimpleNameNotStartingWith("MicroProfile")
        .and()
        .haveSimpleNameNotStartingWith("OpenTelemetry")
        .and()
        .doNotHaveFullyQualifiedName("org.smtpra.observability.SmtpReadiness")
        // A record inside of one of them.
        .and()
        .doNotHaveSimpleName("Registered")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(OPTIONAL)
        .check(OURS);
  }

  @Test
  void noClassIsSharedWithTheAdapter() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.smtpra", "org.smtpra.jmx..", "org.smtpra.metrics..", "org.smtpra.event..")
        .check(OURS);
  }

  @Test
  void readingKnowsTheJdkOnly() {
    noClasses()
        .that()
        .resideInAPackage("org.smtpra.observability.reading")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("jakarta..", "org.smtpra.observability.backend")
        .orShould()
        .dependOnClassesThat()
        .resideInAnyPackage(OPTIONAL)
        .check(OURS);
  }

  @Test
  void layersMakeNoCycle() {
    slices().matching("org.smtpra.(**)").should().beFreeOfCycles().check(OURS);
  }

  @Test
  void nothingIsKeptInStaticVariables() {
    fields().that().areStatic().should().beFinal().check(OURS);
  }

  @Test
  void classesAreFinalButForTheBeansOfCdi() {
    classes()
        .that()
        .areTopLevelClasses()
        .and()
        .areNotInterfaces()
        .and()
        .areNotEnums()
        .and()
        .areNotAnnotatedWith("jakarta.enterprise.context.ApplicationScoped")
        .and()
        .areNotAnnotatedWith("jakarta.enterprise.context.Dependent")
        // Which applications produce in a scope that wants a proxy.
        .and()
        .doNotHaveFullyQualifiedName("org.smtpra.observability.SmtpReadiness")
        .and()
        .doNotHaveSimpleName("package-info")
        .should()
        .haveModifier(FINAL)
        .check(OURS);
  }
}
