package io.hairspring;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Holds the walls between modules and rooms. */
class ArchitectureTest {
  private static final String COLLECTOR = "io.hairspring.collector";
  private static final String EXPOSITION = "io.hairspring.exposition";
  private static final String UNDERTOW = "io.hairspring.undertow";
  private static final String RUNTIME = "io.hairspring.runtime";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.hairspring");

  @Test
  void onlyTheLatencyRoomKnowsHdrHistogram() {
    onlyIn("org.HdrHistogram..", COLLECTOR + ".latency..");
  }

  @Test
  void onlyTheEventRoomKnowsDisruptor() {
    onlyIn("com.lmax.disruptor..", COLLECTOR + ".event..");
  }

  @Test
  void onlyItsOwnModuleAndTheGatewayKnowUndertow() {
    onlyIn("io.undertow..", UNDERTOW + "..", "io.hairspring.gateway..");
    onlyIn("org.xnio..", UNDERTOW + "..", "io.hairspring.gateway..");
  }

  @Test
  void onlyTheRuntimeModuleKnowsClientJavaAndOnlyTheBridgeItsSnapshots() {
    onlyIn("io.prometheus..", RUNTIME + "..");
    onlyIn("io.prometheus.metrics.model.snapshots..", RUNTIME + ".bridge..");
  }

  @Test
  void theRuntimeNeedsTheCollectorAndClientJavaAlone() {
    knowsOnly(RUNTIME + "..", "java..", COLLECTOR + "..", RUNTIME + "..", "io.prometheus..");
    knowsOnly(RUNTIME + ".linux..", "java..", COLLECTOR + ".pull..", RUNTIME + ".linux..");
  }

  @Test
  void theCollectorNeedsNothingElse() {
    knowsOnly(COLLECTOR + "..", "java..", COLLECTOR + "..", "org.HdrHistogram..", "com.lmax..");
  }

  @Test
  void theExpositionNeedsTheCollectorAlone() {
    knowsOnly(
        EXPOSITION + "..",
        "java..",
        "javax.net.ssl..", // of the JDK, as java.. is
        COLLECTOR + "..",
        EXPOSITION + "..");
  }

  @Test
  void theUndertowModuleNeedsTheExpositionAndUndertowAlone() {
    knowsOnly(
        UNDERTOW + "..",
        "java..",
        "javax.net.ssl..", // of the JDK, as java.. is
        COLLECTOR + "..",
        EXPOSITION + "..",
        UNDERTOW + "..",
        "io.undertow..",
        "org.xnio..");
  }

  @Test
  void roomsOfTheCollectorKnowWhomTheySay() {
    knowsOnly(COLLECTOR + ".thread..", "java..", COLLECTOR + ".thread..");
    knowsOnly(COLLECTOR + ".stripe..", "java..", COLLECTOR + ".thread..", COLLECTOR + ".stripe..");
    knowsOnly(COLLECTOR + ".window..", "java..", COLLECTOR + ".thread..", COLLECTOR + ".window..");
    knowsOnly(COLLECTOR + ".snapshot..", "java..", COLLECTOR + ".snapshot..");
    knowsOnly(
        COLLECTOR + ".naming..", "java..", COLLECTOR + ".naming..", COLLECTOR + ".snapshot..");
    knowsOnly(
        COLLECTOR + ".series..",
        "java..",
        COLLECTOR + ".thread..",
        COLLECTOR + ".series..",
        COLLECTOR + ".snapshot..");
    noClasses()
        .that()
        .resideInAPackage(COLLECTOR + ".latency..")
        .should()
        .dependOnClassesThat(resideInAnyPackage(COLLECTOR, COLLECTOR + ".naming.."))
        .check(CLASSES);
  }

  @Test
  void askingSourcesKnowsNoFrontDoor() {
    knowsOnly(COLLECTOR + ".pull", "java..", COLLECTOR + ".pull", COLLECTOR + ".snapshot..");
    noClasses()
        .that()
        .resideInAPackage(COLLECTOR + ".pull..")
        .should()
        .dependOnClassesThat(resideInAnyPackage(COLLECTOR))
        .check(CLASSES);
  }

  @Test
  void formatsReadTheReadSideAlone() {
    noClasses()
        .that()
        .resideInAPackage(EXPOSITION + ".format..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(COLLECTOR, EXPOSITION + ".config..", EXPOSITION + ".health.."))
        .check(CLASSES);
  }

  @Test
  void scrapesKnowFormatsAndNegotiationAndNoSettingsOrServer() {
    knowsOnly(
        EXPOSITION + ".scrape..",
        "java..",
        COLLECTOR,
        COLLECTOR + ".latency..",
        COLLECTOR + ".snapshot..",
        COLLECTOR + ".thread..",
        EXPOSITION + ".format..",
        EXPOSITION + ".negotiation..",
        EXPOSITION + ".scrape..");
  }

  @Test
  void negotiationKnowsNoOtherRoom() {
    knowsOnly(EXPOSITION + ".negotiation..", "java..", EXPOSITION + ".negotiation..");
  }

  @Test
  void nothingOfTheLibrariesIsKeptInAThreadLocal() {
    noClasses()
        .that()
        .resideInAnyPackage(COLLECTOR + "..", EXPOSITION + "..", UNDERTOW + "..", RUNTIME + "..")
        .should()
        .dependOnClassesThat()
        .areAssignableTo(ThreadLocal.class)
        .check(CLASSES);
  }

  private static void onlyIn(String library, String... rooms) {
    noClasses()
        .that()
        .resideOutsideOfPackages(rooms)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .check(CLASSES);
  }

  private static void knowsOnly(String room, String... known) {
    classes()
        .that()
        .resideInAPackage(room)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(known)
        .check(CLASSES);
  }
}
