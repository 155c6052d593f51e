package io.hairspring.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.hairspring.collector.Gauge;
import io.hairspring.collector.MetricsCollector;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.DJ_Result;

/**
 * A gauge that is set while another thread adds a fraction beside a large number, which takes
 * several stores.
 */
@JCStressTest
@State
@Outcome(id = "10.0, 0", expect = ACCEPTABLE, desc = "added before it was set")
@Outcome(id = "11.5, 0", expect = ACCEPTABLE, desc = "added after it was set")
@Outcome(id = ".*, 1", expect = ACCEPTABLE_INTERESTING, desc = "in doubt, which is counted")
@Outcome(expect = FORBIDDEN, desc = "neither")
public class GaugeSetAgainstFraction {
  private final MetricsCollector metrics = MetricsCollector.create(Collectors.config());
  private final Gauge gauge = metrics.gauge("tasks", "Tasks.").register();

  /** Adds before either actor runs. */
  public GaugeSetAgainstFraction() {
    gauge.add(0x1p54 + 0x1p-10);
    gauge.add(0.5);
  }

  @Actor
  public void set() {
    gauge.set(10);
  }

  @Actor
  public void add() {
    gauge.add(1.5);
  }

  @Arbiter
  public void value(DJ_Result r) {
    r.r1 = gauge.value();
    r.r2 = Totals.of(metrics).tornAnswers();
  }
}
