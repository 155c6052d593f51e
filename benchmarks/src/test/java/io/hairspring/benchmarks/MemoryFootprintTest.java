package io.hairspring.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MemoryFootprintTest {
  private static final long SLACK = 40; // what the JVM itself takes or gives back meanwhile

  @Test
  void theBytesOfASeriesAreThoseThatItKeeps() throws Exception {
    int series = 10_000;

    long bytes = MemoryFootprint.bytesPerSeries(series, () -> new long[series][128]);

    // 1 KiB of values, 16 bytes of header, 4 or 8 for the reference to it.
    assertThat(bytes).isCloseTo(1044, within(SLACK));
  }

  @Test
  void whatIsNotKeptIsNotCounted() throws Exception {
    int series = 10_000;

    long bytes =
        MemoryFootprint.bytesPerSeries(
            series, () -> IntStream.range(0, series).mapToObj(i -> new long[128]).count());

    assertThat(bytes).isCloseTo(0, within(SLACK));
  }

  @Test
  void sharesOfTheValuesAreAllOfThem() {
    long[] values = {1, 2, 3, 4, 5, 6, 7};

    assertThat(MemoryFootprint.share(values, 0, 3)).containsExactly(1, 2);
    assertThat(MemoryFootprint.share(values, 1, 3)).containsExactly(3, 4);
    assertThat(MemoryFootprint.share(values, 2, 3)).containsExactly(5, 6, 7);
  }
}
