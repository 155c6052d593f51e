package io.hairspring.catalog;

import static io.hairspring.testing.Refusals.missing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hairspring.collector.CollectorConfig;
import io.hairspring.collector.Counter;
import io.hairspring.collector.MetricsCollector;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class CallMetricsTest {
  private final long[] nanos = {0};
  private boolean tickerFails;
  private final MetricsCollector metrics =
      MetricsCollector.create(CollectorConfig.defaults().withTicker(this::nanoTime));
  private final CallMetrics calls = new CallMetrics(metrics);
  private final MeasuredCall create = calls.call("create");

  private long nanoTime() {
    if (tickerFails) {
      throw new IllegalStateException("no time");
    }
    return nanos[0];
  }

  @Test
  void aCallIsCountedAndTimed() throws Exception {
    assertThat(create.get(() -> "made")).isEqualTo("made");
    assertThat(create.<String>call(() -> "made")).isEqualTo("made");
    create.run(() -> nanos[0] += 2_000_000_000L);
    assertThat(count("calls_total{call=\"create\"}")).isEqualTo(3);
    assertThat(Seen.of(metrics).get("call_duration_seconds_sum{call=\"create\"}")).isEqualTo(2.0);
    assertThat(count("calls_in_flight{call=\"create\"}")).isZero();
  }

  @Test
  void missingWorkIsRefusedAndCountedNowhere() {
    missing("work", () -> create.run(null));
    missing("work", () -> create.get(null));
    missing("work", () -> create.call(null));
    missing("work", () -> create.stage(null));
    assertThat(count("calls_total{call=\"create\"}")).isZero();
  }

  @Test
  void aCallIsInFlightUntilItEnds() {
    create.run(() -> assertThat(count("calls_in_flight{call=\"create\"}")).isEqualTo(1));
    assertThat(count("calls_in_flight{call=\"create\"}")).isZero();
  }

  @Test
  void whatACallThrowsReachesTheCallerAndIsCounted() {
    IOException thrown = new IOException("broken");
    assertThatThrownBy(
            () ->
                create.call(
                    () -> {
                      throw thrown;
                    }))
        .isSameAs(thrown);
    assertThat(count("call_errors_total{call=\"create\",error_type=\"IOException\"}")).isEqualTo(1);
    assertThat(count("calls_total{call=\"create\"}")).isEqualTo(1);
  }

  @Test
  void aStageLastsUntilItCompletes() {
    CompletableFuture<String> work = new CompletableFuture<>();
    assertThat(create.<String, CompletableFuture<String>>stage(() -> work)).isSameAs(work);
    assertThat(count("calls_in_flight{call=\"create\"}")).isEqualTo(1);
    work.completeExceptionally(new CompletionException(new IOException("broken")));
    assertThat(count("calls_in_flight{call=\"create\"}")).isZero();
    assertThat(count("call_errors_total{call=\"create\",error_type=\"IOException\"}")).isEqualTo(1);
  }

  @Test
  void aTimingRecordsOnceWhenItIsClosed() {
    MeasuredCall.Timing timing = create.begin();
    nanos[0] += 1_000_000_000L;
    timing.close();
    timing.close();
    assertThat(count("calls_total{call=\"create\"}")).isEqualTo(1);
  }

  @Test
  void aCallGoesOnWhereMeasuringFails() {
    tickerFails = true;
    assertThat(create.get(() -> "made")).isEqualTo("made");
    tickerFails = false;
    assertThat(count("calls_unmeasured_total")).isEqualTo(1);
    assertThat(count("calls_in_flight{call=\"create\"}")).isZero();
    assertThat(count("calls_total{call=\"create\"}")).isZero();
  }

  @Test
  void aListenerThatEndsWithAnErrorDoesNotReachTheCaller() {
    MeasuredCall.Listener broken =
        new MeasuredCall.Listener() {
          @Override
          public void began() {}

          @Override
          public void ended(long took, Throwable thrown) {
            throw new NoClassDefFoundError("gone");
          }
        };
    Counter unmeasured = metrics.counter("lost_total", "Lost.").register();
    MeasuredCall call = new MeasuredCall(() -> 0, broken, unmeasured);
    assertThat(call.get(() -> "made")).isEqualTo("made");
    assertThat(unmeasured.total()).isEqualTo(1);
  }

  private long count(String key) {
    return Seen.of(metrics).count(key);
  }
}
