package io.hairspring.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.hairspring.collector.EventRing;
import io.hairspring.collector.EventSettings;
import io.hairspring.collector.MetricsCollector;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;

/**
 * Two events are published while the ring is closed: each is applied or dropped, and counted so.
 */
@JCStressTest
@State
@Outcome(id = "0, 2", expect = ACCEPTABLE, desc = "closed before both")
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "closed between them")
@Outcome(id = "2, 0", expect = ACCEPTABLE, desc = "closed after both")
@Outcome(expect = FORBIDDEN, desc = "an event was lost or counted twice")
public class PublishAgainstClose {
  private final MetricsCollector metrics = MetricsCollector.create();
  private final AtomicInteger applied = new AtomicInteger();
  private final EventRing<long[]> ring =
      EventRing.start(
          metrics,
          EventSettings.defaults().withCapacity(16),
          () -> new long[1],
          (from, to) -> {},
          event -> applied.incrementAndGet());

  @Actor
  public void publisher() {
    long[] event = new long[1];
    ring.publish(event);
    ring.publish(event);
  }

  @Actor
  public void closer() {
    ring.close();
  }

  @Arbiter
  public void settled(JJ_Result r) {
    r.r1 = applied.get();
    r.r2 = Totals.of(metrics).droppedEvents();
  }
}
