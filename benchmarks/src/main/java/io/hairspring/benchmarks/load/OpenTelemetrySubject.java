package io.hairspring.benchmarks.load;

import io.hairspring.benchmarks.ManualReader;
import io.hairspring.benchmarks.OpenTelemetrySetUp;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongHistogram;
import io.opentelemetry.api.metrics.LongUpDownCounter;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import java.util.Arrays;

/**
 * OpenTelemetry's SDK with a cumulative reader, as its Prometheus exporter is one; attributes are
 * made once a request and given to all instruments.
 */
final class OpenTelemetrySubject implements Subject {
  private static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
  private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
  private static final AttributeKey<Long> STATUS =
      AttributeKey.longKey("http.response.status_code");

  private static final String DURATIONS = "http.server.request.duration";

  private final ManualReader reader = new ManualReader();
  private final Meter meter = OpenTelemetrySetUp.meter(reader);
  private final DoubleHistogram durations =
      OpenTelemetrySetUp.seconds(meter, DURATIONS, Buckets.SECONDS);
  private final LongHistogram requestBytes = sizes("http.server.request.body.size");
  private final LongHistogram responseBytes = sizes("http.server.response.body.size");
  private final LongUpDownCounter inFlight =
      meter.upDownCounterBuilder("http.server.active_requests").build();

  private LongHistogram sizes(String name) {
    return meter
        .histogramBuilder(name)
        .setUnit("By")
        .ofLongs()
        .setExplicitBucketBoundariesAdvice(
            Arrays.stream(Buckets.BYTES).mapToObj(bound -> (long) bound).toList())
        .build();
  }

  @Override
  public void began() {
    inFlight.add(1);
  }

  @Override
  public void ended(Call call) {
    inFlight.add(-1);
    Attributes attributes =
        Attributes.of(ROUTE, call.route, METHOD, call.method, STATUS, (long) call.status);
    durations.record(call.nanos / 1e9, attributes);
    requestBytes.record(call.requestBytes, attributes);
    responseBytes.record(call.responseBytes, attributes);
  }

  @Override
  public String scrape() {
    long count =
        reader.read().stream()
            .filter(metric -> metric.getName().equals(DURATIONS))
            .flatMap(metric -> metric.getHistogramData().getPoints().stream())
            .mapToLong(HistogramPointData::getCount)
            .sum();
    return DURATION + "_count " + count;
  }
}
