package io.hairspring.stress;

import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.internal.latency.write.Fold;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.util.LoggingLevel;
import org.junit.jupiter.api.Test;

/**
 * Recording latencies, giving threads cells of their own, folding these, reading and closing epochs
 * behave as if each happened at one moment, and folding as if nothing did.
 */
public class FoldModelTest {
  private static final int MORE_STEPS_THAN_ANY_LOOP = 10_000;

  private final Fold fold =
      new Fold(MetricsCollector.create(Collectors.config().withMaxStripes(1)));

  @Operation
  public void record() {
    fold.recorder().record(100);
  }

  @Operation(nonParallelGroup = "folder")
  public void close() {
    fold.close();
  }

  @Operation(nonParallelGroup = "folder")
  public void fold() {
    fold.fold();
  }

  @Operation
  public long reset() {
    return Totals.ofClosedFamily(fold.metrics(), "duration_seconds").latencies();
  }

  @Operation
  public long count() {
    return fold.recorder().count();
  }

  @Test
  void aFoldedCountIsWhereItWas() {
    new ModelCheckingOptions()
        .logLevel(LoggingLevel.ERROR)
        .threads(2)
        .actorsPerThread(3)
        .actorsBefore(2)
        .actorsAfter(2)
        .addGuarantee(LongStack.ASSUMED)
        .loopBound(MORE_STEPS_THAN_ANY_LOOP)
        .iterations(3)
        .invocationsPerIteration(40)
        .check(FoldModelTest.class);
  }
}
