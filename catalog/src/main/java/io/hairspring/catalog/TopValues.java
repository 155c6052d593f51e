package io.hairspring.catalog;

import io.hairspring.collector.EventRing;
import io.hairspring.collector.EventSettings;
import io.hairspring.collector.Family;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.source.MetricsSink;
import io.hairspring.collector.source.SourceFamily;
import io.hairspring.collector.source.SourceRegistration;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The heaviest values of a label that clients choose, such as a tenant or a key, in each window of
 * a minute. A label with any number of values cannot be one of a metric; this shows the few that
 * matter, says how far each may be off, and what all others are together. Any thread.
 *
 * <p>Adding hands the value to a ring, which counts. Adding one allocates nothing, any other weight
 * one small object. Gauges of the last whole window, for a name such as {@code tenant_requests}:
 *
 * <ul>
 *   <li>{@code tenant_requests_top{tenant}}: the count of each of the heaviest, never too low;
 *   <li>{@code tenant_requests_top_error{tenant}}: how much of it may be another's; at most the
 *       total divided by ten times the number of values shown;
 *   <li>{@code tenant_requests_top_remainder}: exactly what is missing from those counts to the
 *       total;
 *   <li>{@code tenant_requests_top_window}: exactly all that was added.
 * </ul>
 *
 * <p>And a counter, {@code tenant_requests_top_refused_total}: weights that were not added.
 */
public final class TopValues implements AutoCloseable {
  /** How long a window is. */
  public static final Duration WINDOW = Duration.ofSeconds(60);

  private static final int MOST_SHOWN = 100;
  private static final int COUNTERS_A_VALUE = 10;
  private static final long MOST_WEIGHT = 1L << 40; // of which no minute's sum is beyond a long
  private static final int RING_CAPACITY = 1 << 13;

  private final String name;
  private final int shown;
  private final int maxChars;
  private final Family<String> unfit; // what those read that cannot be shown as they are
  private final EventRing<Object> ring; // of texts, which weigh 1, and of additions
  private final SourceRegistration source;
  private final Runnable end;
  private final LongAdder refused = new LongAdder();
  private SpaceSaving running; // under the monitor, like the window
  private Window window = new Window(List.of(), 0);

  private TopValues(MetricsCollector metrics, String name, String help, String label, int shown) {
    this.name = name;
    this.shown = shown;
    maxChars = metrics.config().maxLabelChars();
    running = counters();
    unfit = metrics.handles(name + "_top", 1, metrics.config().maxSeries(), read -> read.get(0));
    source =
        metrics
            .source(name + "_top", this::tell)
            .families(
                SourceFamily.gauge(name + "_top", help, label),
                SourceFamily.gauge(
                    name + "_top_error", "How much of a count may be another value's.", label),
                SourceFamily.gauge(name + "_top_remainder", "What all other values are together."),
                SourceFamily.gauge(name + "_top_window", "All values together."),
                SourceFamily.counter(
                    name + "_top_refused_total",
                    "Weights that were not added: negative, or above " + MOST_WEIGHT + "."))
            .register();
    ring = ring(metrics);
    end = metrics.every(WINDOW, this::roll);
  }

  /** Starts the ring, or leaves nothing behind. */
  private EventRing<Object> ring(MetricsCollector metrics) {
    try {
      return metrics.eventRing(
          EventSettings.defaults().withName(name + "_top").withCapacity(RING_CAPACITY),
          Addition::new,
          (event, slot) -> ((Addition) slot).set(event),
          this::apply,
          slot -> ((Addition) slot).clear());
    } catch (RuntimeException refused) {
      source.close();
      throw refused;
    }
  }

  /**
   * Starts to count.
   *
   * @param name what the names of the gauges begin with, such as {@code tenant_requests}
   * @param help what is counted, one line for people
   * @param label the name of the label
   * @param shown how many values are shown, 1 to {@value #MOST_SHOWN}
   * @throws IllegalArgumentException if the number is out of range, or a name is taken or none
   */
  public static TopValues start(
      MetricsCollector metrics, String name, String help, String label, int shown) {
    Objects.requireNonNull(metrics, "metrics");
    if (shown < 1 || shown > MOST_SHOWN) {
      throw new IllegalArgumentException("shown must be 1 to " + MOST_SHOWN + ", was " + shown);
    }
    return new TopValues(metrics, name, help, label, shown);
  }

  /** Counts one for a value; null means an empty text. */
  public void add(@Nullable String value) {
    add(value, 1);
  }

  /**
   * Adds to a value.
   *
   * @param value null means an empty text; one that is too long for a label or that UTF-8 cannot
   *     hold counts, and is counted, as {@link Family} says
   * @param weight such as 1 or a number of bytes; 0 to 2<sup>40</sup>, or else it is not added but
   *     counted as refused
   */
  public void add(@Nullable String value, long weight) {
    if (weight < 0 || weight > MOST_WEIGHT) {
      refused.increment();
    } else if (weight > 0) {
      String given = value == null ? "" : value;
      String text = isFit(given) ? given : unfit.with(given);
      ring.publish(weight == 1 ? text : new Addition(text, weight));
    }
  }

  private boolean isFit(String value) {
    if (value.length() > maxChars) {
      return false;
    }
    for (int i = 0; i < value.length(); i++) {
      if (Character.isSurrogate(value.charAt(i))) {
        if (Character.charCount(value.codePointAt(i)) == 1) {
          return false; // half of a pair
        }
        i++;
      }
    }
    return true;
  }

  /** Returns the last whole window. */
  public synchronized Window window() {
    return window;
  }

  /** Waits until all that was added before is counted; returns whether it was, in time. */
  public boolean flush(Duration limit) {
    return ring.flush(limit);
  }

  /** Counts what a slot holds, or where there was none, what a caller gave. */
  private synchronized void apply(Object event) {
    if (event instanceof Addition addition) {
      running.add(addition.value, addition.weight);
    } else {
      running.add((String) event, 1);
    }
  }

  private synchronized void roll() {
    window = new Window(running.top(shown), running.total());
    running = counters();
  }

  private SpaceSaving counters() {
    return new SpaceSaving(shown * COUNTERS_A_VALUE);
  }

  private void tell(MetricsSink sink) {
    Window told = window();
    for (Entry entry : told.top()) {
      sink.gauge(name + "_top", (double) entry.count(), entry.value());
      sink.gauge(name + "_top_error", (double) entry.error(), entry.value());
    }
    sink.gauge(name + "_top_remainder", (double) told.remainder());
    sink.gauge(name + "_top_window", (double) told.total());
    sink.counter(name + "_top_refused_total", (double) refused.sum());
  }

  /** Shows the gauges no more, and ends the ring. May be called again. */
  @Override
  public void close() {
    end.run();
    source.close();
    ring.close();
  }

  /**
   * One value.
   *
   * @param count never below what was added to it
   * @param error by how much the count may be above it
   */
  public record Entry(String value, long count, long error) {}

  /**
   * What was added in one window.
   *
   * @param top the heaviest values, the heaviest first
   * @param total all that was added
   */
  public record Window(List<Entry> top, long total) {
    /** Returns what the counts of the heaviest lack to the total. */
    public long remainder() {
      return total - top.stream().mapToLong(Entry::count).sum();
    }
  }

  /** An addition on its way through the ring. */
  private static final class Addition {
    private String value;
    private long weight;

    Addition() {}

    Addition(String value, long weight) {
      this.value = value;
      this.weight = weight;
    }

    void set(Object event) {
      if (event instanceof Addition addition) {
        value = addition.value;
        weight = addition.weight;
      } else {
        value = (String) event;
        weight = 1;
      }
    }

    void clear() {
      value = null;
    }
  }
}
