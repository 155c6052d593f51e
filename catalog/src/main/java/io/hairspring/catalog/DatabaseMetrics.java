package io.hairspring.catalog;

import io.hairspring.collector.CallbackGauges;
import io.hairspring.collector.Counter;
import io.hairspring.collector.Family;
import io.hairspring.collector.LatencyRecorder;
import io.hairspring.collector.MetricsCollector;
import java.util.List;
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
public final class DatabaseMetrics implements AutoCloseable {
  private final GroupInstruments group;
  private final LabelProjection<Counter> queries;
  private final LabelProjection<Counter> errors;
  private final LabelProjection<LatencyRecorder> duration;
  private final CallbackGauges connections;
  private final Family<Query> handles;

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
    group = new GroupInstruments(metrics, "database", "db_", settings);
    Dimensions byTable = Dimensions.of("operation", "table");
    queries = group.counter("queries_total", "Queries that ended.", byTable);
    errors = group.counter("query_errors_total", "Queries that failed.", byTable);
    duration =
        group.latency(
            "query_duration_seconds", "Time that queries took.", byTable.showing("operation"));
    connections = group.callback("connections_current", "Connections open.");
    group.done();
    handles = group.handles("database", 2, this::resolve);
  }

  /** Records a query that succeeded and took {@code nanos} nanoseconds. */
  public void query(String operation, String table, long nanos) {
    handles.with(operation, table).ended(nanos);
  }

  /** Records a query that failed after {@code nanos} nanoseconds. */
  public void failed(String operation, String table, long nanos) {
    Query query = handles.with(operation, table);
    query.ended(nanos);
    query.errors.inc();
  }

  /** Shows how many connections are open, as {@code open} answers at once from any thread. */
  public void watchConnections(LongSupplier open) {
    Objects.requireNonNull(open, "open");
    connections.put(open::getAsLong);
  }

  private Query resolve(List<String> values) {
    return new Query(queries.with(values), errors.with(values), duration.with(values));
  }

  /** What one operation on one table moves. */
  private record Query(Counter queries, Counter errors, LatencyRecorder duration) {
    void ended(long nanos) {
      queries.inc();
      duration.record(nanos);
    }
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
}
