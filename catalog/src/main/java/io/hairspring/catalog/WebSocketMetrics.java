package io.hairspring.catalog;

import io.hairspring.collector.Counter;
import io.hairspring.collector.Family;
import io.hairspring.collector.Gauge;
import io.hairspring.collector.MetricsCollector;

/**
 * WebSocket connections and their messages. Any thread; recording allocates nothing once the labels
 * were seen before.
 *
 * <p>Metrics, with the prefix {@code ws_}: {@code connections_total}, {@code connections_current},
 * {@code messages_received_total{message_type}} and {@code messages_sent_total{message_type}}.
 */
public final class WebSocketMetrics extends InstrumentGroup {
  private final Counter connections;
  private final Gauge open;
  private final Family<Counter> received;
  private final Family<Counter> sent;

  /** Registers the metrics under their own names. */
  public WebSocketMetrics(MetricsCollector metrics) {
    this(metrics, GroupSettings.defaults());
  }

  /**
   * Registers the metrics.
   *
   * @throws IllegalArgumentException if a setting names something that the group lacks, or if a
   *     name is taken
   */
  public WebSocketMetrics(MetricsCollector metrics, GroupSettings settings) {
    super(metrics, "WebSocket", "ws_", settings);
    Dimensions byType = Dimensions.of("message_type");
    connections = group.counter("connections_total", "WebSocket connections opened.");
    open = group.gauge("connections_current", "WebSocket connections open.");
    LabelProjection<Counter> in =
        group.counter("messages_received_total", "Messages received.", byType);
    LabelProjection<Counter> out = group.counter("messages_sent_total", "Messages sent.", byType);
    group.done();
    received = group.handles("websocket received", 1, in::with);
    sent = group.handles("websocket sent", 1, out::with);
  }

  /** Counts a connection that opened; to be followed by one {@link #closed}. */
  public void opened() {
    connections.inc();
    open.inc();
  }

  /** Counts a connection that closed. */
  public void closed() {
    open.dec();
  }

  /** Counts a message received, of one of few types. */
  public void received(String messageType) {
    received.with(messageType).inc();
  }

  /** Counts a message sent, of one of few types. */
  public void sent(String messageType) {
    sent.with(messageType).inc();
  }
}
