package io.hairspring.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class CallTimerTest {
  private long nowNanos;
  private final MetricsCollector metrics =
      MetricsCollector.create(CollectorConfig.defaults().withTicker(() -> nowNanos));
  private final Family<LatencyRecorder> calls =
      metrics.latency("call_seconds", "Calls.").family("outcome");
  private final LatencyRecorder succeeded = calls.with("ok");
  private final LatencyRecorder failed = calls.with("error");
  private final CallTimer timer = new CallTimer(succeeded, failed);

  @Test
  void timesWorkThatReturnsNothingAndMayThrow() throws Exception {
    timer.call(() -> Thread.sleep(0));
    assertThat(succeeded.count()).isEqualTo(1);
    assertThatThrownBy(() -> timer.call(() -> Files.delete(Path.of("absent"))))
        .isInstanceOf(NoSuchFileException.class);
    assertThat(failed.count()).isEqualTo(1);
  }

  @Test
  void timesWhatSucceeds() throws Exception {
    timer.run(() -> nowNanos += 10);
    assertThat(timer.<Long>get(() -> nowNanos += 20)).isEqualTo(30);
    assertThat(timer.<Long>call(() -> nowNanos += 30)).isEqualTo(60);
    assertThat(succeeded.count()).isEqualTo(3);
    assertThat(succeeded.histogram().getMaxValue()).isEqualTo(30);
    assertThat(failed.count()).isZero();
  }

  @Test
  void tellsFailuresApartAndPassesThemOn() {
    assertThatThrownBy(
            () ->
                timer.call(
                    () -> {
                      nowNanos += 7;
                      throw new IOException("away");
                    }))
        .isInstanceOf(IOException.class);
    assertThat(failed.histogram().getMaxValue()).isEqualTo(7);
    assertThat(succeeded.count()).isZero();
  }

  @Test
  void recordsAStageWhenItCompletes() {
    CompletableFuture<String> pending = new CompletableFuture<>();
    CompletionStage<String> timed = timer.stage(() -> pending);
    assertThat(succeeded.count()).isZero();
    nowNanos += 40;
    pending.complete("done");
    assertThat(timed.toCompletableFuture()).isCompletedWithValue("done");
    assertThat(succeeded.histogram().getMaxValue()).isEqualTo(40);
  }

  @Test
  void aStageThatFailsIsRecordedAsFailed() {
    CompletionStage<String> timed =
        timer.stage(() -> CompletableFuture.failedFuture(new IOException("away")));
    assertThat(timed.toCompletableFuture()).isCompletedExceptionally();
    assertThatThrownBy(
            () ->
                timer.stage(
                    () -> {
                      throw new IllegalStateException("never started");
                    }))
        .hasMessage("never started");
    assertThat(failed.count()).isEqualTo(2);
  }
}
