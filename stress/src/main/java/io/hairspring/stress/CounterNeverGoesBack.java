package io.hairspring.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.hairspring.collector.CollectorConfig;
import io.hairspring.collector.Counter;
import io.hairspring.collector.MetricsCollector;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJJ_Result;

/** A counter with two writers, one on a stripe of its own and one on a shared one, while read. */
@JCStressTest
@State
@Outcome(id = "0, [123], 3", expect = ACCEPTABLE, desc = "seen at its start")
@Outcome(id = "1, [23], 3", expect = ACCEPTABLE, desc = "seen after one addition")
@Outcome(id = "2, 3, 3", expect = ACCEPTABLE, desc = "seen after two")
@Outcome(expect = FORBIDDEN, desc = "went backwards, or lost an addition")
public class CounterNeverGoesBack {
  private final Counter counter =
      MetricsCollector.create(CollectorConfig.defaults().withMaxStripes(1))
          .counter("requests_total", "Requests.")
          .register();

  @Actor
  public void writer() {
    counter.inc();
    counter.inc();
  }

  @Actor
  public void readerAndWriter(JJJ_Result r) {
    r.r1 = counter.total();
    counter.inc();
    r.r2 = counter.total();
  }

  @Arbiter
  public void total(JJJ_Result r) {
    r.r3 = counter.total();
  }
}
