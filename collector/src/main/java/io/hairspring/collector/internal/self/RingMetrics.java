package io.hairspring.collector.internal.self;

import io.hairspring.collector.CallbackGauges;
import io.hairspring.collector.Counter;
import io.hairspring.collector.Family;
import io.hairspring.collector.Histogram;
import io.hairspring.collector.RingStatus;
import io.hairspring.collector.internal.instrument.CallbackCounter;
import io.hairspring.collector.internal.registry.CollectionLock;
import io.hairspring.collector.internal.ring.Gate;
import io.hairspring.collector.internal.ring.Ring;
import io.hairspring.collector.internal.ring.RingCounts;
import io.hairspring.collector.internal.rules.Limits;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** What event rings tell of themselves, by the name of the ring. */
public final class RingMetrics {
  private static final String LABEL = "ring";
  private static final double[] BATCH_SIZES = {1, 4, 16, 64, 256};
  private static final double NANOS_PER_SECOND = 1e9;

  private final OwnInstruments own;
  private final CollectionLock collections;
  private final Family<CallbackCounter> published;
  private final Family<Counter> applied;
  private final Family<Counter> inlined;
  private final Family<Counter> torn;
  private final Family<Counter> dropped;
  private final Family<Counter> failed;
  private final Family<Histogram> batchSize;
  private final CallbackGauges capacity;
  private final CallbackGauges depth;
  private final CallbackGauges largestDepth;
  private final CallbackGauges lag;
  private final Set<String> open = ConcurrentHashMap.newKeySet();
  private final Map<String, Shown> shown = new ConcurrentSkipListMap<>();

  RingMetrics(OwnInstruments own, CollectionLock collections) {
    this.own = own;
    this.collections = collections;
    published =
        own.callbackCounters(
            "hairspring_events_published_total", "Events offered to the ring.", LABEL);
    applied = counters("applied", "Events applied by the consumer.");
    inlined = counters("inlined", "Events applied by their caller, because the ring was full.");
    torn =
        counters("torn", "Inlined events of which a reader at the same time may have seen a part.");
    dropped =
        own.counters(
            "hairspring_events_dropped_total", "Events dropped, by the reason.", LABEL, "reason");
    failed =
        counters(
            "failed", "Events that could not be handed over or copied, or whose handler threw.");
    batchSize =
        own.histograms(
            "hairspring_events_batch_size",
            "Events that one batch took, failed ones among them.",
            BATCH_SIZES,
            LABEL);
    capacity = gauges("capacity", "Slots of the ring.");
    depth = gauges("depth", "Events that wait for the consumer.");
    largestDepth =
        gauges("depth_max", "Largest depth that a batch found in the last one to two minutes.");
    lag = gauges("lag_seconds", "About how long an event published now will wait.");
  }

  private Family<Counter> counters(String outcome, String help) {
    return own.counters("hairspring_events_" + outcome + "_total", help, LABEL);
  }

  private CallbackGauges gauges(String figure, String help) {
    return own.gauges("hairspring_events_" + figure, help, LABEL);
  }

  /**
   * Takes the name of a ring that is to be started.
   *
   * @throws IllegalArgumentException if it is too long, or if another has it
   */
  public void claim(String name) {
    Limits.name("name of a ring", name, own.maxLabelChars());
    if (!open.add(name)) {
      throw new IllegalArgumentException(
          "name must be that of no open ring, was \"" + name + "\", which one has");
    }
  }

  /**
   * Shows a ring no more, leaves its gate alone and gives its name back. Nobody applies its events
   * any more. Its counters stay, since they count what is still offered to it.
   */
  public void release(String name) {
    if (shown.remove(name) != null) {
      List.of(capacity, depth, largestDepth, lag).forEach(gauges -> gauges.remove(name));
      published.with(name).show(() -> settled(name));
    }
    open.remove(name);
  }

  /**
   * Shows the figures of a ring, in place of an earlier one of the same name, and its status;
   * collections close its gate from now on. Waits for a collection to end, as it may not know the
   * gate.
   *
   * @param stallLimitNanos after which a consumer that did not move stands still
   */
  public void show(String name, Ring<?> ring, long stallLimitNanos) {
    collections.addGate(() -> shown.put(name, new Shown(name, ring, stallLimitNanos)));
    capacity.put(ring::capacity, name);
    depth.put(ring::depth, name);
    largestDepth.put(ring::largestDepth, name);
    lag.put(() -> ring.lagNanos() / NANOS_PER_SECOND, name);
    published.with(name).show(() -> sum(settled(name), ring.depth()));
  }

  /** Returns how the open rings do, by name. */
  List<RingStatus> statuses() {
    return shown.values().stream().map(Shown::status).toList();
  }

  /** Returns the gates of the open rings. */
  List<Gate> gates() {
    return shown.values().stream().<Gate>map(each -> each.ring.gate()).toList();
  }

  /** Returns how many events of a ring wait no more, 2^63-1 if that is beyond a long. */
  long settled(String name) {
    Counter[] counters = {
      applied.with(name),
      inlined.with(name),
      failed.with(name),
      dropped.with(name, "full"),
      dropped.with(name, "waited"),
      dropped.with(name, "closed")
    };
    long settled = 0;
    for (Counter counter : counters) {
      settled = sum(settled, counter.total());
    }
    return settled;
  }

  /** Returns the sum of two counts, 2^63-1 if it is beyond a long. */
  private static long sum(long a, long b) {
    return a + b < 0 ? Long.MAX_VALUE : a + b;
  }

  /** Returns the counters of a ring; an earlier ring of the same name had the same. */
  public RingCounts counts(String name) {
    return new Counts(name);
  }

  /** A ring that is open. */
  private record Shown(String name, Ring<?> ring, long stallLimitNanos) {
    RingStatus status() {
      return new RingStatus(name, ring.isMoving(stallLimitNanos), ring.failures());
    }
  }

  /** The counters of one ring. */
  private final class Counts implements RingCounts {
    private final Counter appliedEvents;
    private final Counter inlinedEvents;
    private final Counter tornEvents;
    private final Counter full;
    private final Counter waited;
    private final Counter closed;
    private final Counter failures;
    private final Histogram sizes;

    Counts(String name) {
      appliedEvents = applied.with(name);
      inlinedEvents = inlined.with(name);
      tornEvents = torn.with(name);
      full = dropped.with(name, "full");
      waited = dropped.with(name, "waited");
      closed = dropped.with(name, "closed");
      failures = failed.with(name);
      sizes = batchSize.with(name);
    }

    @Override
    public void applied(long events) {
      appliedEvents.add(events);
    }

    @Override
    public void batch(long events) {
      sizes.observe((double) events);
    }

    @Override
    public void inlined() {
      inlinedEvents.inc();
    }

    @Override
    public void torn() {
      tornEvents.inc();
    }

    @Override
    public void droppedFull() {
      full.inc();
    }

    @Override
    public void droppedAfterWaiting() {
      waited.inc();
    }

    @Override
    public void droppedClosed() {
      closed.inc();
    }

    @Override
    public void failed(long events) {
      failures.add(events);
    }
  }
}
