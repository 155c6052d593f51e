package io.hairspring.catalog;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The slowest requests of one route, and its last failures. Any thread. */
final class SlowRoute {
  private static final long FAILURE_GAP_NANOS = 100_000_000; // a route that fails is not slowed
  private static final VarHandle BOUND;
  private static final VarHandle LAST_FAILURE;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      BOUND = lookup.findVarHandle(SlowRoute.class, "boundNanos", long.class);
      LAST_FAILURE = lookup.findVarHandle(SlowRoute.class, "lastFailureNanos", long.class);
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  private final int most;

  // Written opaquely under the monitor, read opaquely without: an old one lets a request in that
  // the monitor then turns away, or keeps out one that ended while the bound fell.
  private long boundNanos = -1; // what a request has to exceed

  // The same; an old one keeps a failure more.
  private long lastFailureNanos;

  // Under the monitor, like all below.
  private List<SlowRequest> current = new ArrayList<>();
  private List<SlowRequest> last = List.of();
  private final Deque<Failure> failures = new ArrayDeque<>();

  SlowRoute(int most, long nowNanos) {
    this.most = most;
    lastFailureNanos = nowNanos - Long.MAX_VALUE / 2; // long before any that ends
  }

  /** Returns whether to describe a request, which {@link #add} then keeps. */
  boolean wants(long nanos, boolean failed, long endNanos) {
    return nanos > (long) BOUND.getOpaque(this)
        || (failed && isDue(endNanos, (long) LAST_FAILURE.getOpaque(this)));
  }

  private static boolean isDue(long endNanos, long lastFailureNanos) {
    return endNanos - lastFailureNanos >= FAILURE_GAP_NANOS;
  }

  /** Keeps a request, if no slower ones or later failures are in its way. */
  synchronized void add(SlowRequest request, boolean failed, long endNanos) {
    if (request.nanos() > boundNanos) {
      addSlow(request);
    }
    if (failed && isDue(endNanos, lastFailureNanos)) {
      LAST_FAILURE.setOpaque(this, endNanos);
      failures.addFirst(new Failure(request, endNanos));
      if (failures.size() > most) {
        failures.removeLast();
      }
    }
  }

  private void addSlow(SlowRequest request) {
    if (current.size() == most) {
      current.remove(quickest());
    }
    current.add(request);
    if (current.size() == most) {
      BOUND.setOpaque(this, current.get(quickest()).nanos());
    }
  }

  private int quickest() {
    int quickest = 0;
    for (int i = 1; i < current.size(); i++) {
      if (current.get(i).nanos() < current.get(quickest).nanos()) {
        quickest = i;
      }
    }
    return quickest;
  }

  /** Begins a window. */
  synchronized void roll() {
    last = current;
    current = new ArrayList<>();
    BOUND.setOpaque(this, -1L);
  }

  synchronized List<SlowRequest> slowest() {
    List<SlowRequest> both = new ArrayList<>(last);
    both.addAll(current);
    return both;
  }

  synchronized List<Failure> failures() {
    return List.copyOf(failures);
  }

  /**
   * A request that failed.
   *
   * @param endNanos when, by the ticker: a wall clock can step backwards
   */
  record Failure(SlowRequest request, long endNanos) {
    /** Compares so that the latest comes first. */
    static int latestFirst(Failure one, Failure other) {
      return Long.signum(other.endNanos - one.endNanos);
    }
  }
}
