package io.hairspring.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hairspring.collector.view.LatencyShape;
import io.hairspring.collector.view.LatencyView;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A recorder that is read as a summary and no more, which reads cells only when it must. */
class SummaryReadingTest {
  private static final String NAME = "call_seconds";

  private final ManualTime time = new ManualTime();
  private final MetricsCollector metrics = MetricsCollector.create(time.config());
  private final LatencyRecorder latency = metrics.latency(NAME, "Calls.").register();

  @Test
  void showsWhatTheWholeViewShowsWhileTheWindowMoves() {
    for (int step = 0; step < 30; step++) {
      assertBothShowTheSame();
      if (step % 10 < 3) {
        latency.record(step * 1_000_000L);
        assertBothShowTheSame();
      }
      if (step == 17) {
        Seen.reset(metrics);
      }
      time.passSeconds(10);
      metrics.tick();
    }
  }

  @Test
  void anIdleRecorderHasNoQuantilesAndKeepsItsCount() {
    latency.record(5);
    assertThat(shapes()).isEqualTo("count 1 sum 5 quantiles 5.0 5.0 5.0");
    for (int i = 0; i < 7; i++) {
      time.passSeconds(10);
      metrics.tick();
    }
    assertThat(shapes()).isEqualTo("count 1 sum 5 quantiles NaN NaN NaN");
    latency.record(0);
    assertThat(shapes()).isEqualTo("count 2 sum 5 quantiles 0.0 0.0 0.0");
  }

  @Test
  void valuesOnBothSidesOfABoundStayInTheCount() {
    LatencyRecorder split =
        metrics
            .latency("split_seconds", "Split.")
            .buckets(0.001)
            .show(LatencyShape.SUMMARY)
            .register();
    split.record(1_000_000);
    split.record(1_000_001);
    for (int i = 0; i < 7; i++) {
      time.passSeconds(10);
      metrics.tick();
    }
    split.record(5);
    LatencyReading.ofShapes(
        metrics, "split_seconds", view -> assertThat(view.count()).isEqualTo(3));
  }

  @Test
  void aReaderOfShapesClosesEpochsToo() {
    latency.record(5);
    List<Long> counts = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      LatencyReading.ofResetOfShapes(metrics, NAME, view -> counts.add(view.count()));
    }
    assertThat(counts).containsExactly(1L, 0L);
  }

  @Test
  void refusesToTellWhatASummaryDoesNotShow() {
    LatencyReading.ofShapes(
        metrics,
        NAME,
        view -> {
          assertThatThrownBy(() -> view.quantileNanos(0.5))
              .isInstanceOf(IllegalStateException.class);
          assertThatThrownBy(() -> view.window().quantileNanos(0.75))
              .isInstanceOf(IllegalStateException.class);
        });
  }

  @Test
  void showsTheQuantilesThatItIsMadeWith() {
    LatencyRecorder chosen =
        metrics.latency("chosen_seconds", "Chosen.").quantiles(0, 0.75, 1).register();
    for (int nanos = 1; nanos <= 100; nanos++) {
      chosen.record(nanos);
    }
    List<Double> shown = new ArrayList<>();
    LatencyReading.ofShapes(
        metrics,
        "chosen_seconds",
        view -> {
          for (double quantile : new double[] {0, 0.75, 1}) {
            shown.add(view.window().quantileNanos(quantile));
          }
        });
    assertThat(shown).containsExactly(1.0, 75.0, 100.0);
  }

  @Test
  void quantilesThatDoNotAscendAreRefused() {
    LatencyBuilder builder = metrics.latency("x_seconds", "X.");
    for (double[] refused :
        new double[][] {{0.5, 0.5}, {0.9, 0.5}, {-0.1}, {1.1}, {Double.NaN}, new double[33]}) {
      assertThatThrownBy(() -> builder.quantiles(refused))
          .hasMessageStartingWith(
              "quantiles of x_seconds must be at most 32, 0 to 1 and ascending");
    }
  }

  private void assertBothShowTheSame() {
    List<String> whole = new ArrayList<>();
    LatencyReading.of(metrics, NAME, view -> whole.add(text(view)));
    assertThat(shapes()).isEqualTo(whole.get(0));
    assertThat(shapes()).isEqualTo(whole.get(0));
  }

  private String shapes() {
    List<String> shapes = new ArrayList<>();
    LatencyReading.ofShapes(metrics, NAME, view -> shapes.add(text(view)));
    return shapes.get(0);
  }

  private static String text(LatencyView view) {
    StringBuilder text = new StringBuilder("count " + view.count() + " sum " + view.sumNanos());
    text.append(" quantiles");
    for (double quantile : new double[] {0.5, 0.95, 0.99}) {
      text.append(' ').append(view.window().quantileNanos(quantile));
    }
    return text.toString();
  }
}
