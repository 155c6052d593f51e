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
public final class QueueMetrics extends InstrumentGroup {
  private static final String SUCCESS = "success";
  private static final String FAILED = "failed";

  private final Gauge tasks;
  private final Gauge workers;
  private final CallbackGauges size;
  private final Family<Operation> items;

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
    super(metrics, "queue", "queue_", settings);
    Dimensions byType = Dimensions.of("event_type").showing();
    LabelProjection<Counter> processed =
        group.counter(
            "processed_total",
            "Items processed, failed ones included.",
            Dimensions.of("event_type", "status").showing());
    LabelProjection<Counter> errors =
        group.counter("errors_total", "Items whose processing failed.", byType);
    LabelProjection<LatencyRecorder> duration =
        group.latency("processing_duration_seconds", "Time that processing an item took.", byType);
    tasks = group.gauge("tasks_active", "Items being processed.");
    workers = group.gauge("workers_active", "Workers that are active.");
    size = group.callback("size", "Items that wait.");
    group.done();
    items =
        group.handles(
            "queue",
            1,
            values ->
                new Operation(
                    processed.with(Dimensions.with(values, SUCCESS)),
                    processed.with(Dimensions.with(values, FAILED)),
                    errors.with(values),
                    duration.with(values)));
  }

  /**
   * Returns the handle of items of a type, to be kept by who can; empty if types do not matter.
   * Successes have the status {@code success}, failures {@code failed}.
   */
  public Operation items(String eventType) {
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
}
