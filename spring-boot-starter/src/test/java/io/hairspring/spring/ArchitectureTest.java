package io.hairspring.spring;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Holds the walls of this module. */
class ArchitectureTest {
  private static final String ROOM = "io.hairspring.spring..";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.hairspring");

  @Test
  void nothingElseKnowsSpring() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOM)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.springframework..", "reactor..", "jakarta..")
        .check(CLASSES);
  }

  @Test
  void noPackageThatMovedBetweenTheLinesIsLinkedButThoseOfHealth() {
    noClasses()
        .that()
        .resideInAPackage(ROOM)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.springframework.boot.actuate.autoconfigure.metrics..",
            "org.springframework.boot.micrometer..",
            "org.springframework.boot.actuate.metrics..",
            "org.springframework.boot.web..")
        .check(CLASSES);
  }

  @Test
  void noServerIsLinked() {
    classes()
        .that()
        .resideInAPackage(ROOM)
        .should()
        .onlyDependOnClassesThat()
        .resideOutsideOfPackages(
            "io.undertow..", "io.netty..", "reactor.netty..", "io.prometheus..")
        .check(CLASSES);
  }
}
