package io.hairspring.collector.latency.cells;

import io.hairspring.collector.exemplar.Exemplar;
import io.hairspring.collector.exemplar.kept.ExemplarSampling;
import io.hairspring.collector.exemplar.kept.KeptExemplar;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** The exemplars of one recorder: at most one for each bucket. Any thread; lock-free. */
final class BucketExemplars {
  private static final VarHandle KEPT = MethodHandles.arrayElementVarHandle(KeptExemplar[].class);
  private static final double NANOS_PER_SECOND = 1e9;

  private final LatencyLayout layout;

  // Elements are replaced by compare-and-set: of two that would replace the same one, either will
  // do. They are immutable, so plain reads would find them whole; opaque ones find them in time.
  private final KeptExemplar[] kept;

  BucketExemplars(LatencyLayout layout) {
    this.layout = layout;
    kept = new KeptExemplar[layout.bounds().count() + 1];
  }

  /** Keeps an exemplar of a latency if its bucket's last one is old enough. */
  void offer(long nanos, Exemplar exemplar, ExemplarSampling sampling) {
    long recorded = Math.max(0, Math.min(nanos, layout.highestNanos()));
    int bucket = layout.bounds().bucket(recorded);
    KeptExemplar last = (KeptExemplar) KEPT.getOpaque(kept, bucket);
    KeptExemplar next = sampling.successor(last, recorded / NANOS_PER_SECOND, exemplar);
    if (next != null) {
      KEPT.compareAndSet(kept, bucket, last, next);
    }
  }

  /** Returns a bucket's exemplar, or null if it has none since {@code millis}. */
  KeptExemplar get(int bucket, long millis) {
    KeptExemplar exemplar = (KeptExemplar) KEPT.getOpaque(kept, bucket);
    return exemplar == null ? null : exemplar.since(millis);
  }
}
