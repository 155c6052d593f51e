package io.hairspring.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OpenLoopTest {
  private static final long HELD_UP_NANOS = 20_000_000;

  /** Records nothing, but is held up once. */
  private static final class OnceLate extends Surroundings.WithoutReset {
    private int calls;
    int scrapes;

    @Override
    void record(long nanos) {
      if (++calls == 20_000) {
        long start = System.nanoTime();
        while (System.nanoTime() - start < HELD_UP_NANOS) {
          Thread.onSpinWait();
        }
      }
    }

    @Override
    double scrape() {
      return ++scrapes;
    }
  }

  /** A closed loop would have one late call, which is not one in a hundred. */
  @Test
  void aLateCallCountsForAllThatWaited() throws Exception {
    long[] nanos = new OpenLoop(new OnceLate(), "idle", 0.15).run();

    assertThat(nanos).hasSize(7);
    assertThat(nanos[1]).isGreaterThan(HELD_UP_NANOS / 2); // p99
    assertThat(nanos[4]).isGreaterThanOrEqualTo(HELD_UP_NANOS); // the longest
  }

  @Test
  void aReaderReadsMeanwhile() throws Exception {
    OnceLate subject = new OnceLate();

    new OpenLoop(subject, "scraped", 0.03).run();

    assertThat(subject.scrapes).isPositive();
  }

  @Test
  void everySubjectOfSingleCallsIsThere() {
    assertThat(OpenLoopTails.subjects().keySet())
        .contains("emptyMeasurement", "hairspring", "prometheusClientClassic");
  }
}
