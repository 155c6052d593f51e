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

/** A family and one series of it are reset at once: what each closed, and what is left. */
@JCStressTest
@State
@Outcome(id = "(1, 1|2, 0|0, 2), 0", expect = ACCEPTABLE, desc = "each in exactly one answer")
@Outcome(expect = FORBIDDEN, desc = "in no answer, or in several")
public class ResetsOfFamilyAndSeries {
  private final MetricsCollector metrics = MetricsCollector.create(Collectors.config());
  private final Counter counter =
      metrics.counter("requests_total", "Requests.").family("endpoint").with("/");

  @Actor
  public void family(JJJ_Result r) {
    counter.inc();
    r.r1 = Totals.ofClosedFamily(metrics, "requests_total").counted();
  }

  @Actor
  public void series(JJJ_Result r) {
    counter.inc();
    r.r2 = Totals.ofClosedSeries(metrics, "requests_total", "/").counted();
  }

  @Arbiter
  public void open(JJJ_Result r) {
    r.r3 = Totals.of(metrics).counted();
  }
}
