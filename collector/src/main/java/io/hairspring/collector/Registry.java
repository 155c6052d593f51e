package io.hairspring.collector;

import io.hairspring.collector.naming.Claims;
import io.hairspring.collector.snapshot.Epoch;
import io.hairspring.collector.snapshot.FamilyKind;
import io.hairspring.collector.snapshot.MetricsVisitor;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The families of a collector, by name, and the epochs that resets part.
 *
 * <p>Walks take turns: the working memory of the readers and the baselines of the series belong to
 * the walk that holds the lock. No writer ever takes it.
 */
final class Registry {
  private final Clock clock;
  private final Map<String, RegisteredFamily<?>> families = new ConcurrentSkipListMap<>();
  private final ReentrantLock reading = new ReentrantLock();
  private final Claims claims = new Claims(); // under its own monitor
  private long epoch = 1; // under the reading lock, as the next
  private Instant epochStart;

  Registry(Clock clock) {
    this.clock = clock;
    epochStart = clock.instant();
  }

  void add(RegisteredFamily<?> family) {
    claim(family.view().name(), family.view().kind());
    families.put(family.view().name(), family);
  }

  /** Takes a name for a metric that is not shown. */
  void claim(String name, FamilyKind kind) {
    synchronized (claims) {
      claims.claim(name, kind);
    }
  }

  long series() {
    return families.values().stream().mapToLong(family -> family.table().size()).sum();
  }

  /** Returns the open epoch. */
  Epoch epoch() {
    reading.lock();
    try {
      return new Epoch(epoch, epochStart, clock.instant());
    } finally {
      reading.unlock();
    }
  }

  Epoch visit(MetricsVisitor visitor) {
    return walk(visitor, false);
  }

  Epoch reset(MetricsVisitor visitor) {
    return walk(visitor, true);
  }

  private Epoch walk(MetricsVisitor visitor, boolean closeEpoch) {
    reading.lock();
    try {
      families.values().forEach(family -> family.show(visitor, closeEpoch));
      Epoch walked = new Epoch(epoch, epochStart, clock.instant());
      if (closeEpoch) {
        epoch++;
        epochStart = walked.end();
      }
      return walked;
    } finally {
      reading.unlock();
    }
  }
}
