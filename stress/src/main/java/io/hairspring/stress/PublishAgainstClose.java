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
 * Two threads publish, to one lane or to two, and one of them closes the ring between its events:
 * each event is applied or dropped, and counted so.
 */
@JCStressTest
@State
@Outcome(id = "1, 3", expect = ACCEPTABLE, desc = "closed before both of the other thread")
@Outcome(id = "2, 2", expect = ACCEPTABLE, desc = "closed between them")
@Outcome(id = "3, 1", expect = ACCEPTABLE, desc = "closed after both of them")
@Outcome(expect = FORBIDDEN, desc = "an event was lost or counted twice")
public class PublishAgainstClose {
  private final MetricsCollector metrics = MetricsCollector.create(Collectors.config());
  private final AtomicInteger applied = new AtomicInteger();
  private final EventRing<long[]> ring = Rings.ofTwoLanes(metrics, applied::incrementAndGet);

  @Actor
  public void publisher() {
    ring.publish(Rings.EVENT);
    ring.publish(Rings.EVENT);
  }

  @Actor
  public void closer() {
    ring.publish(Rings.EVENT);
    ring.close();
    ring.publish(Rings.EVENT);
  }

  @Arbiter
  public void settled(JJ_Result r) {
    r.r1 = applied.get();
    r.r2 = Totals.of(metrics).droppedEvents();
  }
}
