package io.hairspring.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.hairspring.collector.Gauge;
import io.hairspring.collector.MetricsCollector;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.D_Result;

/** A gauge at 5 is set to 10 while 1 is added. */
@JCStressTest
@State
@Outcome(id = "10.0", expect = ACCEPTABLE, desc = "added before it was set")
@Outcome(id = "11.0", expect = ACCEPTABLE, desc = "added after it was set")
@Outcome(expect = FORBIDDEN, desc = "neither")
public class GaugeSetAgainstAdd {
  private final Gauge gauge = MetricsCollector.create().gauge("tasks", "Tasks.").register();

  /** Adds before either actor runs. */
  public GaugeSetAgainstAdd() {
    gauge.add(5);
  }

  @Actor
  public void set() {
    gauge.set(10);
  }

  @Actor
  public void add() {
    gauge.add(1);
  }

  @Arbiter
  public void value(D_Result r) {
    r.r1 = gauge.value();
  }
}
