package io.hairspring.collector.internal.exemplar;

import io.hairspring.collector.Exemplar;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** The exemplars of one distribution: at most one for each bucket. Any thread; lock-free. */
public final class ExemplarSlots {
  private static final VarHandle KEPT = MethodHandles.arrayElementVarHandle(KeptExemplar[].class);

  // Elements are replaced by compare-and-set: of two that would replace the same one, either will
  // do. They are immutable, so plain reads would find them whole; opaque ones find them in time.
  private final KeptExemplar[] kept;

  /** Creates as many places as there are buckets. */
  public ExemplarSlots(int buckets) {
    kept = new KeptExemplar[buckets];
  }

  /** Keeps an exemplar of {@code value} if its bucket's last one is old enough. */
  public void offer(int bucket, double value, Exemplar exemplar, ExemplarSampling sampling) {
    KeptExemplar last = (KeptExemplar) KEPT.getOpaque(kept, bucket);
    KeptExemplar next = sampling.successor(last, value, exemplar);
    if (next != null) {
      KEPT.compareAndSet(kept, bucket, last, next);
    }
  }

  /** Returns a bucket's exemplar, or null if it has none. */
  public KeptExemplar get(int bucket) {
    return (KeptExemplar) KEPT.getOpaque(kept, bucket);
  }

  /** Empties all places, as an epoch ends. */
  public void clear() {
    for (int bucket = 0; bucket < kept.length; bucket++) {
      KEPT.setOpaque(kept, bucket, null);
    }
  }
}
