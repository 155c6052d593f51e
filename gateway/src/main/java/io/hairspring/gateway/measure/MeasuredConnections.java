package io.hairspring.gateway.measure;

import io.hairspring.collector.CallbackGauges;
import io.hairspring.collector.Family;
import io.hairspring.collector.LatencyBuilder;
import io.hairspring.collector.LatencyRecorder;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.gateway.pool.ConnectionPool;
import io.hairspring.gateway.pool.PoolCounts;
import io.hairspring.gateway.pool.PoolObserver;
import io.hairspring.gateway.route.Route;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ToIntFunction;

/** How full the way to each upstream is, and where the time of its calls goes. Any thread. */
final class MeasuredConnections {
  private static final String PREFIX = "gateway_upstream_";

  private final MetricsCollector metrics;
  private final Family<LatencyRecorder> waits;
  private final Family<LatencyRecorder> connects;
  private final Family<LatencyRecorder> firstBytes;
  private final Family<LatencyRecorder> transfers;
  private final Gauges connections;
  private final Gauges waiting;
  private final Gauges limits;

  MeasuredConnections(MetricsCollector metrics, double... latencyBuckets) {
    this.metrics = metrics;
    waits =
        latency(
            "wait", "Time that requests waited for a connection, if they had to.", latencyBuckets);
    connects = latency("connect", "Time to open a connection.", latencyBuckets);
    firstBytes =
        latency(
            "first_byte",
            "Time from having a connection to the head of the answer.",
            latencyBuckets);
    transfers = latency("transfer", "Time from the head of the answer to its end.", latencyBuckets);
    connections =
        new Gauges(
            "connections", "Connections by state: active, idle, opening.", "provider", "state");
    waiting = new Gauges("requests_waiting", "Requests that wait for a connection.", "provider");
    limits = new Gauges("connections_limit", "Connections that there may be.", "provider");
  }

  private Family<LatencyRecorder> latency(String what, String help, double... buckets) {
    LatencyBuilder builder = metrics.latency(PREFIX + what + "_duration_seconds", help);
    return (buckets.length == 0 ? builder : builder.buckets(buckets)).family("provider");
  }

  /** Shows the connections of a route, and records how they are had. */
  void watch(Route route, ConnectionPool pool) {
    connections.show(pool, PoolCounts::active, route.name(), "active");
    connections.show(pool, PoolCounts::idle, route.name(), "idle");
    connections.show(pool, PoolCounts::opening, route.name(), "opening");
    waiting.show(pool, PoolCounts::waiting, route.name());
    limits.show(pool, PoolCounts::max, route.name());
    LatencyRecorder waited = waits.with(route.name());
    LatencyRecorder opened = connects.with(route.name());
    pool.observe(
        new PoolObserver() {
          @Override
          public void waited(long nanos) {
            waited.record(nanos);
          }

          @Override
          public void opened(long nanos) {
            opened.record(nanos);
          }
        });
  }

  /** Returns what records how long calls waited for the heads of their answers. */
  LatencyRecorder firstBytes(String provider) {
    return firstBytes.with(provider);
  }

  /** Returns what records how long answers took from their heads to their ends. */
  LatencyRecorder transfers(String provider) {
    return transfers.with(provider);
  }

  /** Gauges that add up where several routes have one name. */
  private final class Gauges {
    private final CallbackGauges gauges;
    private final Map<List<String>, List<ConnectionPool>> shown = new ConcurrentHashMap<>();

    Gauges(String name, String help, String... labelNames) {
      gauges = metrics.gauge(PREFIX + name, help).callbacks(labelNames);
    }

    void show(ConnectionPool pool, ToIntFunction<PoolCounts> figure, String... labelValues) {
      List<ConnectionPool> all =
          shown.computeIfAbsent(
              List.of(labelValues),
              labels -> {
                List<ConnectionPool> made = new CopyOnWriteArrayList<>();
                gauges.put(
                    () -> made.stream().map(ConnectionPool::counts).mapToInt(figure).sum(),
                    labelValues);
                return made;
              });
      all.add(pool);
    }
  }
}
