package io.hairspring.micrometer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Holds the walls of this module. */
class ArchitectureTest {
  private static final String ROOM = "io.hairspring.micrometer..";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.hairspring");

  @Test
  void nothingElseKnowsMicrometer() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOM)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.micrometer..")
        .check(CLASSES);
  }

  @Test
  void itKnowsTheCollectorTheFormatsAndMicrometersCoreAlone() {
    classes()
        .that()
        .resideInAPackage(ROOM)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "org.jspecify.annotations",
            ROOM,
            "io.hairspring.collector..",
            "io.hairspring.exposition.format..",
            "io.micrometer.core..",
            "io.micrometer.common..",
            "org.HdrHistogram..") // which a recorder's histogram is
        .check(CLASSES);
  }

  @Test
  void nothingIsKeptInAThreadLocal() {
    noClasses()
        .that()
        .resideInAPackage(ROOM)
        .should()
        .dependOnClassesThat()
        .areAssignableTo(ThreadLocal.class)
        .check(CLASSES);
  }
}
