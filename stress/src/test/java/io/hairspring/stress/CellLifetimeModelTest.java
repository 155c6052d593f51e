package io.hairspring.stress;

import io.hairspring.collector.internal.stripe.Stripes;
import io.hairspring.testing.Scale;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.util.LoggingLevel;
import org.junit.jupiter.api.Test;

/**
 * A series that is found or made, counted and read by whoever may be the last to hold it, and
 * removed: as if each happened at one moment. So no count of a removed series shows in the one that
 * has its cell next, and none of a series that is there is lost. The other series tells where a
 * count went: one that came late to the first could have been meant for its successor.
 */
public class CellLifetimeModelTest {
  private static final int MORE_STEPS_THAN_ANY_LOOP = 10_000;

  private final Stripes stripes = new Stripes(1, 1);
  private HeldCell series; // under this object's monitor; null while there is none

  @Operation
  public void inc() {
    found().incAndLetGo();
  }

  @Operation
  public long total() {
    return found().totalAndLetGo();
  }

  private synchronized HeldCell found() {
    if (series == null) {
      series = new HeldCell(stripes, 0);
    }
    series.hold();
    return series;
  }

  /** Makes another series, counts one in it, and removes it; returns what it held. */
  @Operation
  public long other() {
    HeldCell other = new HeldCell(stripes, 0);
    other.hold();
    other.incAndLetGo();
    other.hold();
    long total = other.totalAndLetGo();
    other.remove();
    return total;
  }

  @Operation
  public synchronized void remove() {
    if (series != null) {
      series.remove();
      series = null;
    }
  }

  @Test
  void eachCountIsInTheSeriesThatItWasOf() {
    new ModelCheckingOptions()
        .logLevel(LoggingLevel.ERROR)
        .threads(3)
        .actorsPerThread(2)
        .addGuarantee(LongStack.ASSUMED)
        .loopBound(MORE_STEPS_THAN_ANY_LOOP)
        .iterations(5)
        .invocationsPerIteration(Scale.of(500, 100))
        .addCustomScenario(Scenario.of(CellLifetimeModelTest.class, "", "inc", "remove other"))
        .addCustomScenario(Scenario.of(CellLifetimeModelTest.class, "", "total", "remove other"))
        .sequentialSpecification(OneByOne.class)
        .check(CellLifetimeModelTest.class);
  }

  /** What one thread at a time does to a series. */
  public static final class OneByOne {
    private long total;

    public void inc() {
      total++;
    }

    public long total() {
      return total;
    }

    public long other() {
      return 1;
    }

    public void remove() {
      total = 0;
    }
  }
}
