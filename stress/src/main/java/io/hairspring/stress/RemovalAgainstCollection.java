package io.hairspring.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.hairspring.collector.Counter;
import io.hairspring.collector.Family;
import io.hairspring.collector.MetricsCollector;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JZ_Result;

/** Series of a full family come and go while somebody collects it and finds one that stays. */
@JCStressTest
@State
@Outcome(id = "1[0-7], true", expect = ACCEPTABLE, desc = "the one that stays, and some that went")
@Outcome(id = "110, true", expect = ACCEPTABLE, desc = "the one that stays and the one that came")
@Outcome(expect = FORBIDDEN, desc = "what stays was passed over, seen twice or not found")
public class RemovalAgainstCollection {
  private final MetricsCollector metrics = MetricsCollector.create(Collectors.config());
  private final Family<Counter> family =
      metrics.counter("requests_total", "Requests.").maxSeries(4).family("endpoint");
  private final Counter stays;

  public RemovalAgainstCollection() {
    family.with("/a").add(1);
    family.with("/b").add(2);
    family.with("/c").add(4);
    stays = family.with("/stays");
    stays.add(10);
    family.with("/one/too/many").add(0);
  }

  @Actor
  public void remove() {
    family.remove("/a");
    family.remove("/b");
    family.remove("/c");
    family.with("/d").add(100);
  }

  @Actor
  public void read(JZ_Result r) {
    r.r2 = family.with("/stays") == stays;
    r.r1 = Totals.of(metrics).counted();
  }
}
