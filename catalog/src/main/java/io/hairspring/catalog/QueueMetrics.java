package io.hairspring.catalog;

import io.hairspring.collector.CallbackGauges;
import io.hairspring.collector.Counter;
import io.hairspring.collector.Family;
import io.hairspring.collector.Gauge;
import io.hairspring.collector.LatencyRecorder;
import io.hairspring.collector.MetricsCollector;
import java.util.Objects;
import java.util.function.LongSupplier;

/**
 * A queue and the workers that empty it. Any thread; recording allocates nothing once the labels
 * were seen before.
 *
 * <p>Metrics, with the prefix {@code queue_} and the labels that they can have: {@code
 * processed_total{event_type,status}} and {@code errors_total{event_type}} (both without labels
 * unless told otherwise), {@code processing_duration_seconds{event_type}} (likewise), {@code
 * tasks_active}, {@code workers_active}, and {@code size} of a queue that is watched.
 */
public final class QueueMetrics implements AutoCloseable {
  private static final String SUCCESS = "success";
  private static final String FAILED = "failed";

  private final GroupInstruments group;
  private final LabelProjection<Counter> processed;
  private final LabelProjection<Counter> errors;
  private final LabelProjection<LatencyRecorder> duration;
  private final Gauge tasks;
  private final Gauge workers;
  private final CallbackGauges size;
  private final Family<Item> items;

  /** Registers the metrics under their own names. */
  public QueueMetrics(MetricsCollector metrics) {
    this(metrics, GroupSettings.defaults());
  }

  /**
   * Registers the metrics.
   *
   * @throws IllegalArgumentException if a setting names something that the group lacks, or if a
   *     name is taken
   */
  public QueueMetrics(MetricsCollector metrics, GroupSettings settings) {
    group = new GroupInstruments(metrics, "queue", "queue_", settings);
    Dimensions byType = Dimensions.of("event_type").showing();
    processed =
        group.counter(
            "processed_total",
            "Items processed, failed ones included.",
            Dimensions.of("event_type", "status").showing());
    errors = group.counter("errors_total", "Items whose processing failed.", byType);
    duration =
        group.latency("processing_duration_seconds", "Time that processing an item took.", byType);
    tasks = group.gauge("tasks_active", "Items being processed.");
    workers = group.gauge("workers_active", "Workers that are active.");
    size = group.callback("size", "Items that wait.");
    group.done();
    items = group.handles("queue", 1, values -> resolve(values.get(0)));
  }

  /** Returns the handle of items of a type, to be kept by who can; empty if types do not matter. */
  public Item items(String eventType) {
    return items.with(eventType);
  }

  /** Returns how many items are being processed, to be moved by who processes them. */
  public Gauge tasks() {
    return tasks;
  }

  /** Returns how many workers are active, to be moved or set by who knows. */
  public Gauge workers() {
    return workers;
  }

  /** Shows how many items wait, as {@code waiting} answers at once from any thread. */
  public void watchSize(LongSupplier waiting) {
    Objects.requireNonNull(waiting, "waiting");
    size.put(waiting::getAsLong);
  }

  private Item resolve(String eventType) {
    return new Item(
        processed.with(eventType, SUCCESS),
        processed.with(eventType, FAILED),
        errors.with(eventType),
        duration.with(eventType));
  }

  /**
   * Shows the metrics of this group no more and gives their names back, but for those that another
   * group or instrument of the same definition shares. Whoever still records goes on where nobody
   * looks. May be called again.
   */
  @Override
  public void close() {
    group.close();
  }

  /** Items of one type. Any thread. */
  public static final class Item {
    private final Counter succeeded;
    private final Counter failed;
    private final Counter errors;
    private final LatencyRecorder duration;

    private Item(Counter succeeded, Counter failed, Counter errors, LatencyRecorder duration) {
      this.succeeded = succeeded;
      this.failed = failed;
      this.errors = errors;
      this.duration = duration;
    }

    /**
     * Records an item that was processed, under the status {@code success}.
     *
     * @param nanos how long that took, in nanoseconds
     */
    public void processed(long nanos) {
      succeeded.inc();
      duration.record(nanos);
    }

    /**
     * Records an item whose processing failed, under the status {@code failed}.
     *
     * @param nanos how long it was processed, in nanoseconds
     */
    public void failed(long nanos) {
      failed.inc();
      errors.inc();
      duration.record(nanos);
    }
  }
}
