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
import org.openjdk.jcstress.infra.results.JJ_Result;

/**
 * Two threads publish, to one lane or to two, and one of them closes the ring between its events
 * and starts another of the same name: whichever of the rings an event goes to applies or drops it,
 * and it is counted so.
 */
@JCStressTest
@State
@Outcome(
    id = {"2, 2", "3, 1"},
    expect = ACCEPTABLE,
    desc = "some came when the first ring was closed and the second not there")
@Outcome(id = "4, 0", expect = ACCEPTABLE, desc = "each was applied by one of the rings")
@Outcome(expect = FORBIDDEN, desc = "an event was lost or counted twice")
public class PublishAgainstRestart {
  private final MetricsCollector metrics = MetricsCollector.create(Collectors.config());
  private final AtomicInteger applied = new AtomicInteger();
  private volatile EventRing<long[]> ring = start();

  @Actor
  public void publisher() {
    ring.publish(Rings.EVENT);
    ring.publish(Rings.EVENT);
  }

  @Actor
  public void restarter() {
    ring.publish(Rings.EVENT);
    ring.close();
    ring = start();
    ring.publish(Rings.EVENT);
  }

  @Arbiter
  public void settled(JJ_Result r) {
    ring.close();
    r.r1 = applied.get();
    r.r2 = Totals.of(metrics).droppedEvents();
  }

  private EventRing<long[]> start() {
    return Rings.ofTwoLanes(metrics, applied::incrementAndGet);
  }
}
