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
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A thread publishes to a ring that is full, so that it would apply its event itself, while another
 * closes the ring: once it is closed nobody applies any more.
 */
@JCStressTest
@State
@Outcome(id = "8, 8", expect = ACCEPTABLE, desc = "closed before the event, which was dropped")
@Outcome(id = "9, 9", expect = ACCEPTABLE, desc = "closed after the caller had applied it")
@Outcome(expect = FORBIDDEN, desc = "the caller applied it when the ring was closed")
public class InlinedAgainstClose {
  private final MetricsCollector metrics = MetricsCollector.create(Collectors.config());
  private final AtomicInteger applied = new AtomicInteger();
  private final EventRing<long[]> ring = Rings.full(metrics, applied::incrementAndGet);

  @Actor
  public void publisher() {
    ring.publish(Rings.EVENT);
  }

  @Actor
  public void closer(II_Result r) {
    ring.close();
    r.r1 = applied.get();
  }

  @Arbiter
  public void settled(II_Result r) {
    r.r2 = applied.get();
  }
}
