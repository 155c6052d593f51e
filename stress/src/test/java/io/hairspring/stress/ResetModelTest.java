package io.hairspring.stress;

import io.hairspring.collector.LatencyRecorder;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.testing.Scale;
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
          .significantDigits(1)
          .highestTrackable(Duration.ofNanos(1_000)) // few cells, so that a model check ends
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
        .actorsPerThread(2)
        .actorsBefore(1)
        .actorsAfter(1)
        .addGuarantee(LongStack.ASSUMED)
        .loopBound(MORE_STEPS_THAN_ANY_LOOP)
        .iterations(2)
        .invocationsPerIteration(Scale.of(400, 40))
        .sequentialSpecification(OneByOne.class)
        .check(ResetModelTest.class);
  }

  /** What recording and reading by one thread at a time shows. */
  public static final class OneByOne {
    private long open;

    public void record() {
      open++;
    }

    public long reset() {
      long closed = open;
      open = 0;
      return closed;
    }

    public long open() {
      return open;
    }
  }
}
