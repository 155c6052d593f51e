package io.hairspring.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.MetricsCollector;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.tck.MeterRegistryCompatibilityKit;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tests run on the line of Micrometer that the build says, and with the kit of that line. */
class MicrometerLineTest {
  private static final String LINE = System.getProperty("micrometer.line", "");

  static Stream<Class<?>> types() {
    return Stream.of(
        MeterRegistry.class, PrometheusMeterRegistry.class, MeterRegistryCompatibilityKit.class);
  }

  @ParameterizedTest
  @MethodSource("types")
  void isThatOf(Class<?> type) {
    assertThat(type.getPackage().getImplementationVersion()).startsWith(LINE);
  }

  @Test
  void aTimerThatIsNotShownWorksOnIt() {
    Timer timer =
        new HairspringMeterRegistry(MetricsCollector.create()).timer("t", "le", "is not allowed");
    timer.record(Duration.ofMillis(1));
    assertThat(timer.count()).isEqualTo(1);
  }

  @Test
  void noTestOfTheKitIsLeftOut() throws ReflectiveOperationException {
    assertThat(CompatibilityKitTest.class.getDeclaredMethods())
        .filteredOn(method -> !method.isSynthetic())
        .extracting("name")
        .containsExactlyInAnyOrder("registry", "step");
  }
}
