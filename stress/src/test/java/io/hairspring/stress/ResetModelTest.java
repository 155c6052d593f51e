package io.hairspring.stress;

import io.hairspring.collector.LatencyRecorder;
import io.hairspring.collector.MetricsCollector;
import java.time.Duration;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.util.LoggingLevel;
import org.junit.jupiter.api.Test;

/**
 * Recording latencies, reading and closing epochs behave as if each happened at one moment; so each
 * recording is in exactly one epoch.
 */
public class ResetModelTest {
  private static final int MORE_STEPS_THAN_ANY_LOOP = 10_000;

  private final MetricsCollector metrics =
      MetricsCollector.create(Collectors.config().withMaxStripes(1));
  private final LatencyRecorder recorder =
      metrics
          .latency("duration_seconds", "Time.")
          .digits(1)
          .highest(Duration.ofNanos(1_000)) // few cells, so that a model check ends
          .register();

  @Operation
  public void record() {
    recorder.record(100);
  }

  @Operation
  public long reset() {
    return Totals.ofClosedEpoch(metrics).latencies();
  }

  @Operation
  public long open() {
    return Totals.of(metrics).latencies();
  }

  @Test
  void everyRecordingIsInExactlyOneEpoch() {
    new ModelCheckingOptions()
        .logLevel(LoggingLevel.ERROR)
        .threads(2)
        .actorsPerThread(3)
        .actorsBefore(1)
        .actorsAfter(1)
        .addGuarantee(LongStack.ASSUMED)
        .loopBound(MORE_STEPS_THAN_ANY_LOOP)
        .iterations(2)
        .invocationsPerIteration(60)
        .check(ResetModelTest.class);
  }
}
