package io.hairspring.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Each third-party library has one room, and the rooms have an order. */
class RoomsTest {
  private static final String ROOT = "io.hairspring.gateway";

  private final JavaClasses gateway =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  @Test
  void eachLibraryIsKnownToOneRoom() {
    onlyIn("cli", "picocli..");
    onlyIn("usage", "com.fasterxml.jackson..");
    onlyIn("cache", "com.github.benmanes.caffeine..");
  }

  @Test
  void roomsHaveNoCycle() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(gateway);
    noClasses()
        .that()
        .resideInAPackage(ROOT)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + ".cli..")
        .check(gateway);
  }

  @Test
  void theProxyAndTheCacheKnowNothingOfMetrics() {
    noClasses()
        .that()
        .resideInAnyPackage(ROOT + ".proxy..", ROOT + ".cache..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.hairspring.exposition..", ROOT + ".measure..")
        .check(gateway);
  }

  private void onlyIn(String room, String library) {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "." + room + "..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .check(gateway);
  }
}
