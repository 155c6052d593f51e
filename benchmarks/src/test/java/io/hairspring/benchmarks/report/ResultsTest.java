package io.hairspring.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ResultsTest {
  @Test
  void aResultIsFoundByItsClassMethodAndParameters() throws IOException {
    Results results =
        new JmhJson()
            .mean("A.m", 1, 0)
            .mean("A.m", "\"wait\" : \"PARK\", \"pause\" : \"400\"", 2, 2, 0, 0)
            .results();

    assertThat(results.find("A.m")).map(result -> result.nanos().value()).hasValue(1.0);
    assertThat(results.find("A.m 400 PARK")).map(result -> result.nanos().value()).hasValue(2.0);
    assertThat(results.find("A.m PARK")).isEmpty();
    assertThat(results.find("B.m")).isEmpty();
  }

  @Test
  void classesComeInTheOrderInWhichTheyRan() throws IOException {
    Results results = new JmhJson().mean("B.m", 1, 0).mean("A.m", 1, 0).mean("B.n", 1, 0).results();

    assertThat(results.classes()).containsExactly("B", "A");
    assertThat(results.of("B")).extracting(Result::method).containsExactly("m", "n");
  }

  @Test
  void aSingleIterationHasNoSpread() throws IOException {
    Results results = new JmhJson().mean("A.one", 5, Double.NaN).mean("A.more", 5, 1).results();

    assertThat(results.find("A.one").orElseThrow().nanos().hasSpread()).isFalse();
    assertThat(results.find("A.more").orElseThrow().nanos()).isEqualTo(new Estimate(5, 4, 6));
  }

  @Test
  void conditionsSayHowItWasMeasured() throws IOException {
    Results results = new JmhJson().mean("A.m", 1, 0).mean("A.n", "", 1, 1, 0, 0).results();

    assertThat(results.of("A"))
        .extracting(Result::conditions)
        .containsExactly(
            "2 threads, 3 forks, after 3 × 1 s warming up 3 × 1 s",
            "1 thread, 3 forks, after 3 × 1 s warming up 3 × 1 s");
  }

  @Test
  void whatWasNotMeasuredIsNotANumber() throws IOException {
    Result result =
        new JmhJson().tail("hairspring", "idle", 7).results().of("RecordTailBenchmark").get(0);

    assertThat(result.bytes()).isNaN();
    assertThat(result.lineNanos()).isEmpty();
    assertThat(result.percentileNanos("99.9")).isEqualTo(7);
    assertThat(result.percentileNanos("12.0")).isNaN();
  }

  @Test
  void anotherUnitIsRefused() {
    String json = new JmhJson().mean("A.m", 1, 0).toString().replace("ns/op", "ops/s");

    assertThatThrownBy(() -> Results.read(json))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("io.hairspring.benchmarks.A.m has a score in ops/s, expected ns/op");
  }
}
