package io.hairspring.benchmarks.load;

import io.hairspring.collector.EventRing;
import io.hairspring.collector.EventSettings;
import io.hairspring.collector.Family;
import io.hairspring.collector.Gauge;
import io.hairspring.collector.Histogram;
import io.hairspring.collector.LabelValues;
import io.hairspring.collector.LatencyRecorder;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.RequestBuilder;
import io.hairspring.collector.RequestRecorder;
import io.hairspring.exposition.format.PrometheusText;
import io.hairspring.exposition.format.Utf8Buffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Hairspring: one recorder for all instruments of a request, on its thread or behind a ring. */
final class HairspringSubject implements Subject {
  private static final String[] LABELS = {"route", "method", "status"};

  private final MetricsCollector metrics = MetricsCollector.create();
  private final Family<LatencyRecorder> durations =
      metrics.latency(DURATION, HELP).buckets(Buckets.SECONDS).family(LABELS);
  private final Family<Histogram> requestBytes =
      metrics.histogram(REQUEST_BYTES, HELP).buckets(Buckets.BYTES).family(LABELS);
  private final Family<Histogram> responseBytes =
      metrics.histogram(RESPONSE_BYTES, HELP).buckets(Buckets.BYTES).family(LABELS);
  private final Gauge inFlight = metrics.gauge(IN_FLIGHT, HELP).register();
  private final Family<RequestRecorder> requests = metrics.requests(LABELS.length, this::resolve);
  private final EventRing<Call> ring; // null to record directly

  private HairspringSubject(boolean ringed) {
    ring =
        ringed
            ? metrics.eventRing(EventSettings.defaults(), Call::new, Call::copyTo, this::record)
            : null;
  }

  static Subject direct() {
    return new HairspringSubject(false);
  }

  static Subject ring() {
    return new HairspringSubject(true);
  }

  private void resolve(RequestBuilder request, List<String> labels) {
    request
        .latency(durations.with(labels))
        .requestBytes(requestBytes.with(labels))
        .responseBytes(responseBytes.with(labels));
  }

  @Override
  public void began() {
    inFlight.inc();
  }

  @Override
  public void ended(Call call) {
    inFlight.dec();
    if (ring == null) {
      record(call);
    } else {
      ring.publish(call);
    }
  }

  private void record(Call call) {
    requests
        .with(call.route, call.method, LabelValues.of(call.status))
        .record(call.status, call.nanos, call.requestBytes, call.responseBytes);
  }

  @Override
  public String scrape() {
    return text(metrics);
  }

  /** Returns what a collector's server answers in text. */
  static String text(MetricsCollector metrics) {
    PrometheusText format = new PrometheusText();
    Utf8Buffer text = new Utf8Buffer();
    format.begin(text);
    format.end(metrics.visit(format));
    return StandardCharsets.UTF_8.decode(text.asByteBuffer()).toString();
  }

  @Override
  public void close() {
    if (ring != null) {
      ring.close();
    }
  }
}
