package io.hairspring.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.hairspring.collector.Counter;
import io.hairspring.collector.MetricsCollector;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJJ_Result;

/**
 * A counter on a shared stripe that two threads take past 2^63-1 while it is read. It is never
 * shown lower than before, and a reset that comes later finds what was added exactly.
 */
@JCStressTest
@State
@Outcome(id = "922337203685477580[567], 1, 5", expect = ACCEPTABLE, desc = "exact")
@Outcome(expect = FORBIDDEN, desc = "fell, or lost an addition")
public class CounterPassesTheLargest {
  private final MetricsCollector metrics =
      MetricsCollector.create(Collectors.config().withMaxStripes(0));
  private final Counter counter = metrics.counter("events_total", "Events.").register();

  /** Closes an epoch two below the largest number. */
  public CounterPassesTheLargest() {
    counter.add(Long.MAX_VALUE - 2);
    Totals.ofClosedEpoch(metrics);
  }

  @Actor
  public void first() {
    counter.add(1);
    counter.add(2);
  }

  @Actor
  public void second(JJJ_Result r) {
    r.r1 = counter.total();
    counter.add(2);
    r.r2 = counter.total() >= r.r1 ? 1 : 0;
  }

  @Arbiter
  public void after(JJJ_Result r) {
    r.r3 = Totals.of(metrics).counted();
  }
}
