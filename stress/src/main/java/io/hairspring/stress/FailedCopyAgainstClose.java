package io.hairspring.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.hairspring.collector.EventRing;
import io.hairspring.collector.MetricsCollector;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJJ_Result;

/**
 * A thread publishes an event that cannot be copied and one that can, and another closes the ring
 * meanwhile: each event is applied, dropped or failed, and counted once, and the slot that was left
 * holds up neither the consumer nor the closer.
 */
@JCStressTest
@State
@Outcome(id = "2, 0, 1", expect = ACCEPTABLE, desc = "closed after both")
@Outcome(id = "1, 1, 1", expect = ACCEPTABLE, desc = "closed between them")
@Outcome(id = "1, 2, 0", expect = ACCEPTABLE, desc = "closed before both")
@Outcome(expect = FORBIDDEN, desc = "an event was lost or counted twice")
public class FailedCopyAgainstClose {
  private final MetricsCollector metrics = MetricsCollector.create(Collectors.config());
  private final AtomicInteger applied = new AtomicInteger();
  private final EventRing<long[]> ring = Rings.ofTwoLanes(metrics, applied::incrementAndGet);

  @Actor
  public void publisher() {
    ring.publish(null);
    ring.publish(Rings.EVENT);
  }

  @Actor
  public void closer() {
    ring.publish(Rings.EVENT);
    ring.close();
  }

  @Arbiter
  public void settled(JJJ_Result r) {
    r.r1 = applied.get();
    Totals totals = Totals.of(metrics);
    r.r2 = totals.droppedEvents();
    r.r3 = totals.failedEvents();
  }
}
