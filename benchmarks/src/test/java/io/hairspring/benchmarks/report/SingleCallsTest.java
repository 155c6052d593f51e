package io.hairspring.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SingleCallsTest {
  private static SingleCalls calls(String bars, String lines) throws IOException {
    return new JmhJson()
        .tail("m", "idle", 1, bars, lines)
        .results()
        .of("RecordTailBenchmark")
        .get(0)
        .calls();
  }

  @ParameterizedTest
  @CsvSource({"0.5, 40", "0.9, 40", "0.91, 70", "0.999, 70", "1, 70"})
  void aFractionOfTheCallsTookAtMostThis(double fraction, double nanos) throws IOException {
    SingleCalls calls = calls("[ [ [ [ 70, 10 ], [ 40, 90 ] ] ] ]", "[ [ 35 ] ]");

    assertThat(calls.nanosAt(fraction, Distance.NEAR)).isEqualTo(nanos);
  }

  @Test
  void iterationsArePartedByTheDistanceOfTheCores() throws IOException {
    SingleCalls calls =
        calls(
            "[ [ [ [ 10, 1 ] ], [ [ 20, 1 ] ] ], [ [ [ 30, 1 ] ], [ [ 99, 1 ] ] ] ]",
            "[ [ 35, 150 ], [ 36, 90 ] ]"); // the last one was moved in between

    assertThat(calls.nanosAt(0, Distance.NEAR)).isEqualTo(10);
    assertThat(calls.nanosAt(1, Distance.NEAR)).isEqualTo(30);
    assertThat(calls.nanosAt(1, Distance.FAR)).isEqualTo(20);
  }

  @Test
  void aForkWhoseDistanceIsNotKnownThroughoutIsLeftOut() throws IOException {
    SingleCalls calls = calls("[ [ [ [ 10, 1 ] ], [ [ 20, 1 ] ] ] ]", "[ [ 35 ] ]");

    assertThat(calls.nanosAt(1, Distance.NEAR)).isNaN();
  }

  @Test
  void withoutCallsAtADistanceThereIsNoFigure() throws IOException {
    assertThat(calls("[ ]", "[ ]").nanosAt(1, Distance.FAR)).isNaN();
    assertThat(calls("[ [ [ [ 10, 1 ] ] ] ]", "[ [ 35 ] ]").nanosAt(1, Distance.FAR)).isNaN();
  }

  @ParameterizedTest
  @CsvSource({
    "0, true, false",
    "59.9, true, false",
    "60, false, false",
    "119, false, false",
    "120, false, true",
    "100000, false, true"
  })
  void betweenNearAndFarIsNeither(double lineNanos, boolean near, boolean far) {
    assertThat(Distance.NEAR.includes(lineNanos)).isEqualTo(near);
    assertThat(Distance.FAR.includes(lineNanos)).isEqualTo(far);
  }
}
