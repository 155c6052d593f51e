package io.hairspring.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderTest {
  private static Order order(String... arguments) {
    return Order.of(Program::all, arguments);
  }

  private static List<String> names(String... arguments) {
    return order(arguments).steps().stream().map(Step::name).toList();
  }

  @Test
  void withoutAPatternEverythingIsMeasured() {
    assertThat(names("-f", "1"))
        .hasSizeGreaterThan(200)
        .contains("MemoryFootprint", "GatewayPeers", "CounterBenchmark.hairspring")
        .doesNotHaveDuplicates();
  }

  @Test
  void patternsChooseProgramsAsTheyChooseBenchmarks() {
    assertThat(names("MemoryFootprint")).containsExactly("MemoryFootprint");
    assertThat(names("--only", "MemoryFootprint")).containsExactly("MemoryFootprint");
    assertThat(names("ManySeriesLookupBenchmark|Memory"))
        .containsExactly(
            "MemoryFootprint",
            "ManySeriesLookupBenchmark.hairspring",
            "ManySeriesLookupBenchmark.limitNothing",
            "ManySeriesLookupBenchmark.prometheusClient");
    assertThat(names("-e", "MemoryFootprint")).doesNotContain("MemoryFootprint");
  }

  @Test
  void severalPatternsMatchWhatOneOfThemMatches() {
    assertThat(names("CounterBenchmark.hairspring$", "LatencyBenchmark.hairspring$"))
        .containsExactly("CounterBenchmark.hairspring", "LatencyBenchmark.hairspring");
  }

  @Test
  void eachSetOfParametersIsAStep() {
    assertThat(names("MicrometerScrapeBenchmark", "-p", "kind=plain", "-p", "changed=none"))
        .containsExactly(
            "MicrometerScrapeBenchmark.scrape none plain hairspring",
            "MicrometerScrapeBenchmark.scrape none plain micrometer");
  }

  @Test
  void aQuickRunIsShorterAndItsResultsAreNotThoseOfAWholeOne() {
    Order whole = order("CounterBenchmark");
    Order quick = order("--quick", "CounterBenchmark");

    assertThat(seconds(quick)).isLessThan(seconds(whole) / 3);
    assertThat(quick.options()).isNotEqualTo(whole.options());
    assertThat(order("--quick", "GatewayPeers").steps().get(0).settings()).isEqualTo("quick");
    assertThat(order("GatewayPeers").steps().get(0).settings()).isEmpty();
  }

  private static double seconds(Order order) {
    return order.steps().stream().mapToDouble(Step::seconds).sum();
  }

  @Test
  void patternsDoNotChangeWhatAResultDependsOn() {
    assertThat(order("CounterBenchmark", "-f", "1").options())
        .isEqualTo(order("-f", "1", "LatencyBenchmark").options())
        .isEqualTo("-f 1");
  }

  @Test
  void whatOnlyTellsSomethingMeasuresNothing() {
    assertThat(order("-lprof").does()).isEqualTo(Order.Does.TELL);
    assertThat(order("-l").does()).isEqualTo(Order.Does.TELL);
    assertThat(order("--check").does()).isEqualTo(Order.Does.CHECK);
    assertThat(order("CounterBenchmark").does()).isEqualTo(Order.Does.MEASURE);
  }

  /** Or no JVM that JMH forks could be told what to do. */
  @Test
  void optionsCanBeHandedToAnotherJvm() throws IOException {
    JmhStep step = (JmhStep) order("--quick", "CounterBenchmark.hairspring$").steps().get(0);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    new ObjectOutputStream(bytes).writeObject(step.options());

    assertThat(bytes.size()).isPositive();
    assertThat(step.options().getIncludes()).isEmpty();
  }

  @Test
  void allocationAndDistancesAreMeasuredBesideWhatIsAskedFor() {
    assertThat(order("CounterBenchmark.hairspring$", "-prof", "stack").steps())
        .singleElement()
        .asInstanceOf(type(JmhStep.class))
        .satisfies(step -> assertThat(step.options().getProfilers()).hasSize(3));
  }

  @ParameterizedTest
  @CsvSource({"-bm, thrpt", "-tu, us", "-rf, csv", "-rff, x.json", "-o, x.txt"})
  void whatDoesNotGoWithAPageIsRefused(String option, String value) {
    assertThatThrownBy(() -> order(option, value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(option + " does not go with a report; expected");
  }

  @Test
  void whatNobodyKnowsIsRefused() {
    assertThatThrownBy(() -> order("--no-such-option"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no-such-option");
    assertThatThrownBy(() -> order("NoSuchBenchmark"))
        .hasMessage("no benchmark matches [NoSuchBenchmark]; -l lists those of JMH");
    assertThatThrownBy(() -> order("--only"))
        .hasMessage("--only was given alone; expected a pattern after it");
    assertThatThrownBy(() -> order("--check", "CounterBenchmark"))
        .hasMessage("--check measures nothing; expected it alone");
    assertThatThrownBy(() -> order("Counter["))
        .hasMessageStartingWith("pattern Counter[ is malformed: ");
  }
}
