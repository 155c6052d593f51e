package io.hairspring;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the walls between modules and rooms. */
class ArchitectureTest {
  private static final String COLLECTOR = "io.hairspring.collector";
  private static final String INTERNAL = COLLECTOR + ".internal";
  private static final String CATALOG = "io.hairspring.catalog";
  private static final String API = ""; // the package of the collector itself
  private static final String EXPOSITION = "io.hairspring.exposition";
  private static final String UNDERTOW = "io.hairspring.undertow";
  private static final String RUNTIME = "io.hairspring.runtime";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.hairspring");

  @Test
  void onlyTheLatencyRoomAndWhatTheApiReturnsKnowHdrHistogram() {
    noClasses()
        .that()
        .resideOutsideOfPackages(INTERNAL + ".latency..", "io.hairspring.gateway.tools..")
        .and()
        .doNotHaveFullyQualifiedName(COLLECTOR + ".LatencyRecorder")
        .and()
        .doNotHaveFullyQualifiedName(COLLECTOR + ".ValueRecorder")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.HdrHistogram..")
        .check(CLASSES);
  }

  @Test
  void onlyTheRingRoomKnowsDisruptor() {
    onlyIn("com.lmax.disruptor..", INTERNAL + ".ring..");
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
    knowsOnly(
        RUNTIME + "..",
        "java..",
        "javax.management..", // of the JDK, as java.. is
        "com.sun.management..",
        COLLECTOR + "..",
        RUNTIME + "..",
        "io.prometheus..");
    knowsOnly(RUNTIME + ".linux..", "java..", COLLECTOR + ".source..", RUNTIME + ".linux..");
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
  void theCatalogueNeedsWhatTheCollectorShowsAlone() {
    knowsOnly(
        CATALOG + "..", "java..", COLLECTOR, COLLECTOR + ".view", COLLECTOR + ".source", CATALOG);
  }

  @Test
  void theUndertowModuleNeedsExpositionCatalogueAndUndertowAlone() {
    knowsOnly(
        UNDERTOW + "..",
        "java..",
        "javax.net.ssl..", // of the JDK, as java.. is
        COLLECTOR + "..",
        CATALOG,
        EXPOSITION + "..",
        UNDERTOW + "..",
        "io.undertow..",
        "org.xnio..");
  }

  /** From the ground up: a room may know those that stand to its right, itself, and the JDK. */
  @Test
  void roomsOfTheCollectorKnowWhomTheySay() {
    room("view");
    room("source", "view");
    room("internal.thread");
    room("internal.rules", "view");
    room("internal.clock", "internal.thread");
    room("internal.stripe", "internal.thread");
    room("internal.series", "internal.thread", "view");
    room("internal.exemplar", API, "internal.series", "view");
    room("internal.ring", API, "internal.thread");
    room(
        "internal.latency.write",
        API,
        "internal.exemplar",
        "internal.series",
        "internal.stripe",
        "internal.thread",
        "view");
    room("internal.latency.window", "internal.latency.write", "internal.clock");
    room(
        "internal.latency.read",
        "internal.latency.write",
        "internal.latency.window",
        "internal.clock",
        "view");
    room(
        "internal.registry",
        API,
        "internal.thread",
        "internal.series",
        "internal.rules",
        "internal.clock",
        "internal.ring",
        "view");
    room(
        "internal.source",
        "internal.registry",
        "internal.series",
        "internal.thread",
        "source",
        "view");
    noClasses()
        .that()
        .resideInAPackage(INTERNAL + ".instrument")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                INTERNAL, INTERNAL + ".self", INTERNAL + ".source", INTERNAL + ".ring"))
        .check(CLASSES);
    noClasses()
        .that()
        .resideOutsideOfPackages(INTERNAL, INTERNAL + ".self")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(INTERNAL + ".self")
        .check(CLASSES);
  }

  @Test
  void theApiKnowsOfTheRoomsBehindTheRulesAndTheOneThatMakesThem() {
    classes()
        .that()
        .resideInAPackage(COLLECTOR)
        .and()
        .doNotHaveSimpleName("MetricsCollector")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "org.HdrHistogram..",
            "org.jspecify.annotations",
            COLLECTOR,
            COLLECTOR + ".view",
            COLLECTOR + ".source",
            INTERNAL + ".rules",
            INTERNAL + ".thread")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage(COLLECTOR + "..")
        .and()
        .doNotHaveSimpleName("MetricsCollector")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName(COLLECTOR + ".MetricsCollector")
        .check(CLASSES);
  }

  @Test
  void theCollectorShowsThreeRooms() throws IOException {
    String module = Files.readString(Path.of("../collector/src/main/java/module-info.java"));
    assertThat(Pattern.compile("exports (\\S+);").matcher(module).results())
        .extracting(found -> found.group(1))
        .containsExactlyInAnyOrder(COLLECTOR, COLLECTOR + ".source", COLLECTOR + ".view");
  }

  @Test
  void otherModulesUseWhatTheCollectorShows() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            COLLECTOR + "..", "io.hairspring.stress..", "io.hairspring.benchmarks..")
        .should()
        .dependOnClassesThat(
            resideInAPackage(INTERNAL + "..").and(resideOutsideOfPackage(INTERNAL + ".thread")))
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
  void scrapesKnowFormatsNegotiationAndGzipAndNoSettingsOrServer() {
    knowsOnly(
        EXPOSITION + ".scrape..",
        "java..",
        COLLECTOR,
        COLLECTOR + ".view..",
        INTERNAL + ".thread..",
        EXPOSITION + ".format..",
        EXPOSITION + ".gzip..",
        EXPOSITION + ".negotiation..",
        EXPOSITION + ".scrape..");
  }

  @Test
  void negotiationAndGzipKnowNoOtherRoom() {
    knowsOnly(EXPOSITION + ".gzip..", "java..", EXPOSITION + ".gzip..");
    knowsOnly(EXPOSITION + ".negotiation..", "java..", EXPOSITION + ".negotiation..");
  }

  @Test
  void nothingOfTheLibrariesIsKeptInAThreadLocal() {
    noClasses()
        .that()
        .resideInAnyPackage(
            COLLECTOR + "..", CATALOG, EXPOSITION + "..", UNDERTOW + "..", RUNTIME + "..")
        .should()
        .dependOnClassesThat()
        .areAssignableTo(ThreadLocal.class)
        .check(CLASSES);
  }

  /** A room of the collector, not with those below it, may know itself, these and the JDK. */
  private static void room(String room, String... known) {
    Stream<String> rooms =
        Stream.concat(Stream.of(room), Stream.of(known))
            .map(name -> name.isEmpty() ? COLLECTOR : COLLECTOR + "." + name);
    Stream<String> libraries = Stream.of("java..", "org.HdrHistogram..", "com.lmax..");
    knowsOnly(COLLECTOR + "." + room, Stream.concat(libraries, rooms).toArray(String[]::new));
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
        .resideInAnyPackage(
            Stream.concat(Stream.of(known), Stream.of("org.jspecify.annotations"))
                .toArray(String[]::new))
        .check(CLASSES);
  }
}
