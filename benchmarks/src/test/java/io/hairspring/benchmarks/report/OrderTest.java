package io.hairspring.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderTest {
  @Test
  void withoutAPatternEverythingIsMeasured() {
    Order order = Order.of("-f", "1");

    assertThat(order.benchmarks()).isGreaterThan(80);
    assertThat(order.memory()).isTrue();
  }

  @Test
  void patternsChooseMemoryAsTheyChooseBenchmarks() {
    assertThat(Order.of("MemoryFootprint").benchmarks()).isZero();
    assertThat(Order.of("MemoryFootprint").memory()).isTrue();
    assertThat(Order.of("LabelLookupBenchmark|Memory").benchmarks()).isPositive();
    assertThat(Order.of("LabelLookupBenchmark|Memory").memory()).isTrue();
    assertThat(Order.of("LabelLookupBenchmark").memory()).isFalse();
    assertThat(Order.of("-e", "MemoryFootprint").memory()).isFalse();
  }

  @Test
  void severalPatternsMatchWhatOneOfThemMatches() {
    int counters = Order.of("CounterBenchmark.hairspring").benchmarks();

    assertThat(Order.of("CounterBenchmark.hairspring", "LatencyBenchmark.hairspring$").benchmarks())
        .isEqualTo(counters + 1);
  }

  @Test
  void whatOnlyTellsSomethingMeasuresNothing() {
    assertThat(Order.of("-lprof").lists()).isTrue();
    assertThat(Order.of("-l").lists()).isTrue();
    assertThat(Order.of("CounterBenchmark").lists()).isFalse();
  }

  @Test
  void allocationAndDistancesAreMeasuredBesideWhatIsAskedFor() {
    assertThat(Order.of("CounterBenchmark", "-prof", "stack").options().getProfilers())
        .extracting(Object::toString)
        .hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({"-bm, thrpt", "-tu, us", "-rf, csv", "-rff, x.json", "-o, x.txt"})
  void whatDoesNotGoWithAPageIsRefused(String option, String value) {
    assertThatThrownBy(() -> Order.of(option, value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(option + " does not go with a report; expected");
  }

  @Test
  void whatNobodyKnowsIsRefused() {
    assertThatThrownBy(() -> Order.of("--no-such-option"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no-such-option");
    assertThatThrownBy(() -> Order.of("NoSuchBenchmark"))
        .hasMessage("no benchmark matches [NoSuchBenchmark]; -l lists those of JMH");
    assertThatThrownBy(() -> Order.of("Counter["))
        .hasMessageStartingWith("pattern Counter[ is malformed: ");
  }
}
