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

/** Two resets at once, each after an event: what each closed, and what is left. */
@JCStressTest
@State
@Outcome(id = "(1, 1|2, 0|0, 2), 0", expect = ACCEPTABLE, desc = "each in exactly one epoch")
@Outcome(expect = FORBIDDEN, desc = "in no epoch, or in several")
public class TwoResets {
  private final MetricsCollector metrics = MetricsCollector.create(Collectors.config());
  private final Counter counter = metrics.counter("requests_total", "Requests.").register();

  @Actor
  public void first(JJJ_Result r) {
    counter.inc();
    r.r1 = Totals.ofClosedEpoch(metrics).counted();
  }

  @Actor
  public void second(JJJ_Result r) {
    counter.inc();
    r.r2 = Totals.ofClosedEpoch(metrics).counted();
  }

  @Arbiter
  public void open(JJJ_Result r) {
    r.r3 = Totals.of(metrics).counted();
  }
}
