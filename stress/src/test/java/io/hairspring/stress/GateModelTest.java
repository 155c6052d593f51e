package io.hairspring.stress;

import io.hairspring.collector.internal.ring.Gate;
import io.hairspring.testing.Scale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.util.LoggingLevel;
import org.junit.jupiter.api.Test;

/**
 * However the steps of those who apply an event of two parts, and of a reader, come between each
 * other: the reader sees events that were applied at one moment each, or is told.
 */
public class GateModelTest {
  private static final int MORE_STEPS_THAN_ANY_LOOP = 10_000;
  private static final long NO_LIMIT_NANOS = TimeUnit.HOURS.toNanos(1);

  private final Gate gate = new Gate(2);
  private final AtomicInteger first = new AtomicInteger();
  private final AtomicInteger second = new AtomicInteger();

  @Operation
  public void apply() {
    while (!gate.tryEnter(0)) {
      Thread.onSpinWait();
    }
    move();
    gate.leave(0);
  }

  @Operation
  public void applyAtOnce() {
    if (!gate.tryEnter(1)) {
      gate.bypass(1);
    }
    move();
    gate.leave(1);
  }

  private void move() {
    first.incrementAndGet();
    second.incrementAndGet();
  }

  /** Returns whether the two parts agree as far as the reader was not told otherwise. */
  @Operation(nonParallelGroup = "readers")
  public boolean read() {
    gate.close(NO_LIMIT_NANOS);
    int seen = first.get();
    boolean agrees = second.get() == seen;
    return !gate.open() || agrees;
  }

  @Test
  void aReaderSeesEachEventCompletelyOrNotAtAllOrIsTold() {
    new ModelCheckingOptions()
        .logLevel(LoggingLevel.ERROR)
        .threads(3)
        .actorsPerThread(2)
        .addGuarantee(LongStack.ASSUMED)
        .loopBound(MORE_STEPS_THAN_ANY_LOOP)
        .iterations(5)
        .invocationsPerIteration(Scale.of(2_000, 400))
        .check(GateModelTest.class);
  }
}
