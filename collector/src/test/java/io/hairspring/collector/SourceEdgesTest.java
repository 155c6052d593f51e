package io.hairspring.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hairspring.collector.source.MetricsSink;
import io.hairspring.collector.source.MetricsSource;
import io.hairspring.collector.source.SourceFamily;
import io.hairspring.collector.source.SourceRegistration;
import io.hairspring.testing.Until;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a source may just tell, and what it may not. */
class SourceEdgesTest {
  private static final SourceFamily JOBS = SourceFamily.counter("jobs_total", "Jobs.");
  private static final SourceFamily WORKERS = SourceFamily.gauge("workers", "Workers.", "state");

  private final MetricsCollector metrics = MetricsCollector.create();

  @AfterEach
  void close() {
    metrics.close();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.0, 1, 0x1p53})
  void aWholeTotalIsShownAsOne(double total) {
    register(sink -> sink.counter("jobs_total", total), JOBS);
    assertThat(Seen.of(metrics).get("jobs_total")).isEqualTo((long) total);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 0x1p53 + 2, 1e300})
  void aTotalThatIsNotWholeOrNotExactIsShownAsItIs(double total) {
    register(sink -> sink.counter("jobs_total", total), JOBS);
    assertThat(Seen.of(metrics).get("jobs_total")).isEqualTo(total);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-Double.MIN_VALUE, Double.NaN, Double.POSITIVE_INFINITY})
  void aTotalThatCannotBeIsRefused(double total) {
    register(sink -> sink.counter("jobs_total", total), JOBS);
    Seen seen = Seen.of(metrics);
    assertThat(seen.get("jobs_total")).isNull();
    assertThat(refused(seen)).isEqualTo(1);
    assertThat(FamilyNames.of(metrics)).doesNotContain("jobs_total");
  }

  @Test
  void aStateSetWithoutStatesIsRefused() {
    TestStates none =
        new TestStates() {
          @Override
          public int states() {
            return 0;
          }
        };
    register(sink -> sink.stateSet("mode", none), SourceFamily.stateSet("mode", "The mode."));
    assertThat(refused(Seen.of(metrics))).isEqualTo(1);
  }

  @Test
  void aSinkThatIsKeptTakesNothingMore() {
    AtomicReference<MetricsSink> kept = new AtomicReference<>();
    metrics
        .source(
            "pool",
            sink -> {
              sink.gauge("workers", 1, "busy");
              kept.set(sink);
            })
        .families(WORKERS)
        .every(Duration.ofHours(1)) // so that the next collection shows the same answer
        .register();
    assertThat(Seen.of(metrics).get("workers{state=\"busy\"}")).isEqualTo(1.0);
    kept.get().gauge("workers", 2, "idle");
    kept.get().gauge("workers", 3, "busy");
    kept.get().counter("workers", -1);
    Seen seen = Seen.of(metrics);
    assertThat(seen.keys()).noneMatch(key -> key.contains("idle"));
    assertThat(refused(seen)).isZero();
  }

  @Test
  void aFamilyThatIsDeclaredAnewHasItsNewLabels() {
    SourceRegistration pool = register(sink -> sink.gauge("workers", 1, "busy"), WORKERS);
    assertThat(Seen.of(metrics).get("workers{state=\"busy\"}")).isEqualTo(1.0);
    pool.declare(SourceFamily.gauge("workers", "Workers.", "mode"));
    assertThat(Seen.of(metrics).get("workers{mode=\"busy\"}")).isEqualTo(1.0);
  }

  @Test
  void thereMayBe64Sources() {
    for (int i = 0; i < 64; i++) {
      metrics.source("source-" + i, sink -> {}).register();
    }
    assertThatThrownBy(() -> register(sink -> {}, JOBS))
        .hasMessage("source \"pool\" is one too many; expected at most 64");
  }

  @Test
  void aSourceIsAskedOnThreadsThatLetTheProcessEnd() {
    register(sink -> sink.gauge("workers", 1, "" + Thread.currentThread().isDaemon()), WORKERS);
    assertThat(Seen.of(metrics).keys()).contains("workers{state=\"true\"}");
  }

  @Test
  void aClosedSourceIsAskedAtNoIntervalAnyMore() {
    AtomicInteger asked = new AtomicInteger();
    SourceRegistration closed = often("closed", asked);
    Until.isTrue("asked on", () -> asked.get() > 1);
    closed.close();
    int before = asked.get();
    AtomicInteger others = new AtomicInteger();
    often("other", others);
    Until.isTrue("others are asked", () -> others.get() > 20);
    assertThat(asked).hasValueLessThanOrEqualTo(before + 1); // one may have been under way
  }

  private SourceRegistration often(String name, AtomicInteger asked) {
    return metrics
        .source(name, sink -> asked.incrementAndGet())
        .every(Duration.ofMillis(1))
        .register();
  }

  private SourceRegistration register(MetricsSource source, SourceFamily... families) {
    return metrics.source("pool", source).families(families).register();
  }

  private static long refused(Seen seen) {
    return seen.count("hairspring_source_refused_total{source=\"pool\"}");
  }
}
