package io.hairspring.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.source.SourceBuilder;
import io.hairspring.collector.source.SourceFamily;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How long an answer of a source is shown if none comes after it. */
class SourceAgesTest {
  private final AtomicLong nanos = new AtomicLong();
  private final MetricsCollector metrics =
      MetricsCollector.create(CollectorConfig.defaults().withTicker(nanos::get));

  @AfterEach
  void close() {
    metrics.close();
  }

  @Test
  void anAnswerIsShownUntilItIsTooOld() {
    register(source -> source.maxAge(Duration.ofNanos(100)));
    assertShownFor(Duration.ofNanos(100));
  }

  @Test
  void anAnswerIsShownForFiveMinutesUnlessToldOtherwise() {
    register(source -> source);
    assertShownFor(Duration.ofMinutes(5));
  }

  @Test
  void ofASourceThatIsSeldomAskedAnAnswerIsShownForThreeIntervals() {
    register(source -> source.every(Duration.ofMinutes(2)));
    assertShownFor(Duration.ofMinutes(6));
  }

  private void register(UnaryOperator<SourceBuilder> options) {
    options
        .apply(metrics.source("pool", sink -> sink.gauge("workers", 1)))
        .families(SourceFamily.gauge("workers", "Workers."))
        .timeLimit(Duration.ofMinutes(1))
        .register();
  }

  private void assertShownFor(Duration age) {
    assertThat(Seen.of(metrics).get("workers")).isEqualTo(1.0);
    nanos.set(age.toNanos());
    assertThat(asBefore().get("workers")).isEqualTo(1.0);
    assertThat(asBefore().get("hairspring_source_age_seconds{source=\"pool\"}"))
        .isEqualTo(age.toNanos() / 1e9);
    nanos.incrementAndGet();
    assertThat(asBefore().get("workers")).isNull();
  }

  private Seen asBefore() {
    return Seen.of(metrics, Duration.ZERO);
  }
}
