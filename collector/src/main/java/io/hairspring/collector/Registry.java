package io.hairspring.collector;

import io.hairspring.collector.event.ring.Gate;
import io.hairspring.collector.naming.Claims;
import io.hairspring.collector.snapshot.Epoch;
import io.hairspring.collector.snapshot.FamilyKind;
import io.hairspring.collector.snapshot.MetricsVisitor;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The families of a collector, by name, and the epochs that resets part.
 *
 * <p>Walks take turns: the working memory of the readers and the baselines of the series belong to
 * the walk that holds the lock. No writer ever takes it.
 */
final class Registry {
  // An event takes microseconds to apply, so only a stuck handler keeps a reader waiting so long.
  private static final long GATE_LIMIT_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  private final Clock clock;
  private final Runnable unaligned;
  private final List<Gate> gates = new CopyOnWriteArrayList<>();
  private final Map<String, RegisteredFamily<?>> families = new ConcurrentSkipListMap<>();
  private final ReentrantLock reading = new ReentrantLock();
  private final Claims claims = new Claims(); // under its own monitor
  private long epoch = 1; // under the reading lock, as the next
  private Instant epochStart;

  /** Creates a registry; {@code unaligned} is run for each walk that may show part of an event. */
  Registry(Clock clock, Runnable unaligned) {
    this.clock = clock;
    this.unaligned = unaligned;
    epochStart = clock.instant();
  }

  void add(RegisteredFamily<?> family) {
    claim(family.view().name(), family.view().kind());
    families.put(family.view().name(), family);
  }

  private long close(Gate gate) {
    long stamp = gate.close(GATE_LIMIT_NANOS);
    if (stamp == 0) {
      unaligned.run();
    }
    return stamp;
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

  /** Closes a gate around every walk from now on. */
  void add(Gate gate) {
    gates.add(gate);
  }

  /** Leaves a gate alone. */
  void remove(Gate gate) {
    gates.remove(gate);
  }

  Epoch visit(MetricsVisitor visitor) {
    return walk(visitor, false);
  }

  Epoch reset(MetricsVisitor visitor) {
    return walk(visitor, true);
  }

  private Epoch walk(MetricsVisitor visitor, boolean closeEpoch) {
    reading.lock();
    List<Gate> closed = List.copyOf(gates);
    long[] stamps = closed.stream().mapToLong(this::close).toArray();
    try {
      families.values().forEach(family -> family.show(visitor, closeEpoch));
      Epoch walked = new Epoch(epoch, epochStart, clock.instant());
      if (closeEpoch) {
        epoch++;
        epochStart = walked.end();
      }
      return walked;
    } finally {
      for (int i = 0; i < stamps.length; i++) {
        closed.get(i).open(stamps[i]);
      }
      reading.unlock();
    }
  }
}
