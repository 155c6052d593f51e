package io.hairspring.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.hairspring.collector.Counter;
import io.hairspring.collector.Family;
import io.hairspring.collector.MetricsCollector;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZJ_Result;

/** Two threads ask for the same label values for the first time. */
@JCStressTest
@State
@Outcome(id = "true, 2", expect = ACCEPTABLE, desc = "one series, both counted")
@Outcome(expect = FORBIDDEN, desc = "two series, or a count was lost")
public class FirstUseOfSeries {
  private final MetricsCollector metrics = MetricsCollector.create(Collectors.config());
  private final Family<Counter> family =
      metrics.counter("requests_total", "Requests.").family("endpoint", "method");

  private Counter first;
  private Counter second;

  @Actor
  public void first() {
    first = family.with("/chat", "POST");
    first.inc();
  }

  @Actor
  public void second() {
    second = family.with("/chat", "POST");
    second.inc();
  }

  @Arbiter
  public void total(ZJ_Result r) {
    r.r1 = first == second;
    r.r2 = Totals.of(metrics).counted();
  }
}
