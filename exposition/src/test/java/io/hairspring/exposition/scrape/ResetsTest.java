package io.hairspring.exposition.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.MetricsCollector;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Resets that nobody has a thread for. */
class ResetsTest {
  private final MetricsCollector metrics = MetricsCollector.create();

  @Test
  void aResetWithoutAThreadIsAnsweredAndTakesNobodysTurn() {
    boolean[] noThread = {true};
    try (Deflaters deflaters = new Deflaters()) {
      Resets resets =
          new Resets(
              metrics,
              task -> {
                if (noThread[0]) {
                  throw new OutOfMemoryError("unable to create native thread");
                }
                task.run();
              },
              deflaters,
              new ScrapeCounts(metrics));
      for (int i = 0; i < 5_000; i++) {
        assertThat(status(resets)).isEqualTo(503);
      }
      noThread[0] = false;
      assertThat(status(resets)).isEqualTo(200);
    }
  }

  private static int status(Resets resets) {
    ScrapeRequest request = new ScrapeRequest("POST", "/reset", "", name -> null, () -> {});
    return resets.add(request, Map.of()).join().status();
  }
}
