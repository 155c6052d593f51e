package io.hairspring.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.Result;

class LineProfilerTest {
  @Test
  void anIterationHasOneFigureUnderTheNameThatIsReadOrNone() {
    LineProfiler profiler = new LineProfiler();
    profiler.beforeIteration(null, null);

    assertThat(profiler.afterIteration(null, null, null))
        .hasSizeLessThanOrEqualTo(1) // none where the two threads never met
        .allSatisfy(
            figure -> {
              Result<?> result = figure;
              assertThat(result.getLabel()).isEqualTo(LineProfiler.METRIC);
              assertThat(result.getScoreUnit()).isEqualTo("ns");
              assertThat(result.getScore()).isPositive();
            });
  }
}
