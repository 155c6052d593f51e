package io.hairspring.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EstimateTest {
  /** How many at either end may be left out is what tables of the sign test say. */
  @ParameterizedTest
  @CsvSource({"2, 1.5, 1, 2", "7, 4, 1, 7", "8, 4.5, 2, 7", "12, 6.5, 3, 10", "20, 10.5, 6, 15"})
  void aMedianLiesBetweenThoseThatNineOfTenCasesAllow(
      int count, double middle, double least, double most) {
    List<Double> figures =
        DoubleStream.iterate(1, figure -> figure + 1).limit(count).boxed().toList();

    assertThat(Estimate.median(figures)).contains(new Estimate(middle, least, most));
  }

  @Test
  void aMedianDoesNotDependOnTheOrder() {
    List<Double> figures = DoubleStream.of(5, 1, 3).boxed().toList();

    assertThat(Estimate.median(figures)).contains(new Estimate(3, 1, 5));
    assertThat(Estimate.median(Collections.emptyList())).isEmpty();
    assertThat(Estimate.median(Collections.singletonList(5.0))).contains(Estimate.of(5));
  }

  @Test
  void whatIsWrittenCanBeRead() {
    Estimate estimate = new Estimate(-1.25, -2, 3.5);

    assertThat(Estimate.read(estimate.text(2))).contains(estimate);
    assertThat(Estimate.read(Estimate.of(12).text(0))).contains(Estimate.of(12));
    assertThat(Estimate.read("p99.9")).isEmpty();
    assertThat(Estimate.read("")).isEmpty();
  }
}
