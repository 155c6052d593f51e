package io.hairspring.catalog;

import io.hairspring.collector.CallbackGauges;
import io.hairspring.collector.Counter;
import io.hairspring.collector.Family;
import io.hairspring.collector.LatencyRecorder;
import io.hairspring.collector.MetricsCollector;
import java.util.Objects;
import java.util.function.LongSupplier;

/**
 * Queries of a database. Any thread; recording allocates nothing once the labels were seen before.
 *
 * <p>Metrics, with the prefix {@code db_} and the labels that they can have: {@code
 * queries_total{operation,table}}, {@code query_errors_total{operation,table}}, {@code
 * query_duration_seconds{operation,table}} (by operation unless told otherwise), and {@code
 * connections_current} of a pool that is watched.
 */
public final class DatabaseMetrics extends InstrumentGroup {
  private final CallbackGauges connections;
  private final Family<Operation> operations;

  /** Registers the metrics under their own names. */
  public DatabaseMetrics(MetricsCollector metrics) {
    this(metrics, GroupSettings.defaults());
  }

  /**
   * Registers the metrics.
   *
   * @throws IllegalArgumentException if a setting names something that the group lacks, or if a
   *     name is taken
   */
  public DatabaseMetrics(MetricsCollector metrics, GroupSettings settings) {
    super(metrics, "database", "db_", settings);
    Dimensions byTable = Dimensions.of("operation", "table");
    LabelProjection<Counter> queries =
        group.counter("queries_total", "Queries that ended.", byTable);
    LabelProjection<Counter> errors =
        group.counter("query_errors_total", "Queries that failed.", byTable);
    LabelProjection<LatencyRecorder> duration =
        group.latency(
            "query_duration_seconds", "Time that queries took.", byTable.showing("operation"));
    connections = group.callback("connections_current", "Connections open.");
    group.done();
    operations =
        group.handles(
            "database",
            2,
            values ->
                new Operation(queries.with(values), errors.with(values), duration.with(values)));
  }

  /** Returns the handle of queries of a kind on a table, to be kept by who can. */
  public Operation queries(String operation, String table) {
    return operations.with(operation, table);
  }

  /** Records a query that succeeded and took {@code nanos} nanoseconds. */
  public void query(String operation, String table, long nanos) {
    operations.with(operation, table).succeeded(nanos);
  }

  /** Records a query that failed after {@code nanos} nanoseconds. */
  public void failed(String operation, String table, long nanos) {
    operations.with(operation, table).failed(nanos);
  }

  /** Shows how many connections are open, as {@code open} answers at once from any thread. */
  public void watchConnections(LongSupplier open) {
    Objects.requireNonNull(open, "open");
    connections.put(open::getAsLong);
  }
}
