package io.hairspring.gateway;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.hairspring.undertow.connection.ChunkedBody;
import java.util.stream.Stream;
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
    onlyIn("[cli|tools]", "picocli..");
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
  void theWayToAnUpstreamHasAnOrder() {
    knowsOnly("route");
    knowsOnly("http");
    knowsOnly("client", "http");
    knowsOnly("pool", "client");
    knowsOnly("forwarded", "client", "http", "route");
    knowsOnly("proxy", "client", "forwarded", "http", "pool", "route");
  }

  private void knowsOnly(String room, String... rooms) {
    noClasses()
        .that()
        .resideInAPackage(ROOT + "." + room)
        .should()
        .dependOnClassesThat(
            resideInAPackage(ROOT + "..")
                .and(resideOutsideOfPackage(ROOT + "." + room))
                .and(resideOutsideOfPackages(packages(rooms))))
        .check(gateway);
  }

  private static String[] packages(String... rooms) {
    return Stream.of(rooms).map(room -> ROOT + "." + room).toArray(String[]::new);
  }

  @Test
  void theProxyAndTheCacheKnowNothingOfMetrics() {
    noClasses()
        .that()
        .resideInAnyPackage(
            ROOT + ".proxy..",
            ROOT + ".pool..",
            ROOT + ".client..",
            ROOT + ".http..",
            ROOT + ".cache..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                    "io.hairspring.exposition..", "io.hairspring.undertow..", ROOT + ".measure..")
                .and(not(equivalentTo(ChunkedBody.class))))
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
