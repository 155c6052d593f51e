package io.hairspring.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.hairspring.collector.internal.ring.Gate;
import io.hairspring.collector.internal.stripe.Lease;
import io.hairspring.collector.internal.stripe.Stripes;
import java.util.concurrent.TimeUnit;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJZ_Result;

/**
 * A thread applies two events of two cells each, the first around the gate if that is closed, while
 * a reader looks at both cells: it sees each event completely or not at all, or is told.
 */
@JCStressTest
@State
@Outcome(
    id = {"0, 0, true", "1, 1, true", "2, 2, true"},
    expect = ACCEPTABLE,
    desc = "whole events")
@Outcome(id = "., ., false", expect = ACCEPTABLE, desc = "the reader is told")
@Outcome(expect = FORBIDDEN, desc = "part of an event, and the reader was not told")
public class AppliedAgainstCollection {
  private static final long LIMIT_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final Gate gate = new Gate(2);
  private final Stripes stripes = new Stripes(2, 1);
  private final int count = stripes.allocate(1);
  private final int sum = stripes.allocate(1);

  @Actor
  public void caller() {
    if (!gate.tryEnter(0)) {
      gate.bypass(0);
    }
    apply();
    gate.leave(0);
    while (!gate.tryEnter(1)) {
      Thread.onSpinWait();
    }
    apply();
    gate.leave(1);
  }

  @Actor
  public void reader(JJZ_Result r) {
    gate.close(LIMIT_NANOS);
    r.r1 = stripes.reader().sum(count);
    r.r2 = stripes.reader().sum(sum);
    r.r3 = gate.open();
  }

  private void apply() {
    Lease lease = stripes.current();
    lease.add(count, 1);
    lease.add(sum, 1);
  }
}
