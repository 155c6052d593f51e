package io.hairspring.collector.internal.latency.write;

import io.hairspring.collector.Exemplar;
import io.hairspring.collector.internal.exemplar.ExemplarSampling;
import io.hairspring.collector.internal.exemplar.ExemplarSlots;
import io.hairspring.collector.internal.exemplar.KeptExemplar;

/** The exemplars of one recorder, by its buckets. Any thread; lock-free. */
public final class BucketExemplars {
  private final LatencyLayout layout;
  private final ExemplarSlots places;

  public BucketExemplars(LatencyLayout layout) {
    this.layout = layout;
    places = new ExemplarSlots(layout.bounds().count() + 1);
  }

  /** Keeps an exemplar of a latency if its bucket's last one is old enough. */
  public void offer(long nanos, Exemplar exemplar, ExemplarSampling sampling) {
    long recorded = Math.max(0, Math.min(nanos, layout.highestNanos()));
    int bucket = layout.bounds().bucket(recorded);
    places.offer(bucket, recorded / layout.perUnit(), exemplar, sampling);
  }

  /** Returns a bucket's exemplar, or null if it has none. */
  public KeptExemplar get(int bucket) {
    return places.get(bucket);
  }

  /** Drops them all, as an epoch ends. */
  public void clear() {
    places.clear();
  }
}
