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
    long recorded = recorded(nanos);
    places.offer(bucket(recorded), recorded / layout.perUnit(), exemplar, sampling);
  }

  /** Returns whether an exemplar of a latency would be kept now. */
  public boolean isDue(long nanos, ExemplarSampling sampling) {
    return sampling.isDue(places.get(bucket(recorded(nanos))));
  }

  private long recorded(long nanos) {
    return Math.max(0, Math.min(nanos, layout.highestNanos()));
  }

  private int bucket(long recorded) {
    return layout.bounds().bucket(recorded);
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
