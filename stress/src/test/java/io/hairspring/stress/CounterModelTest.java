package io.hairspring.stress;

import io.hairspring.collector.internal.stripe.Stripes;
import io.hairspring.testing.Scale;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.util.LoggingLevel;
import org.junit.jupiter.api.Test;

/**
 * Counting by one is linearizable: a total passes through every number between the one when the
 * reader came and the one when it left, so whatever the reader adds up was the total at some
 * moment. Additions of more than one are not: a reader may see a later one and miss an earlier one.
 * For those holds what {@link ConservationTest} checks: exact once the writers rest.
 *
 * <p>Lincheck runs all interleavings that few switches between three threads can bring about, as if
 * memory were sequentially consistent; what weaker memory may do is left to jcstress. One thread
 * has a stripe of its own, the others share one.
 */
public class CounterModelTest {
  private static final int MORE_STEPS_THAN_ANY_LOOP = 10_000;

  private final Stripes stripes = new Stripes(1, 1);
  private final int address = stripes.allocate(1);

  @Operation
  public void inc() {
    stripes.current().add(address, 1);
  }

  @Operation
  public long total() {
    return stripes.reader().sum(address);
  }

  @Test
  void countingByOneIsLinearizable() {
    new ModelCheckingOptions()
        .logLevel(LoggingLevel.ERROR)
        .threads(3)
        .actorsPerThread(3)
        .actorsBefore(1)
        .actorsAfter(1)
        .addGuarantee(LongStack.ASSUMED)
        .loopBound(MORE_STEPS_THAN_ANY_LOOP)
        .iterations(3)
        .invocationsPerIteration(Scale.of(1_000, 200))
        .sequentialSpecification(OneByOne.class)
        .check(CounterModelTest.class);
  }

  /** What counting by one thread at a time shows. */
  public static final class OneByOne {
    private long total;

    public void inc() {
      total++;
    }

    public long total() {
      return total;
    }
  }
}
