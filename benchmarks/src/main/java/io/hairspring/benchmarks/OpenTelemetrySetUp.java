package io.hairspring.benchmarks;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.export.CollectionRegistration;
import io.opentelemetry.sdk.metrics.export.MetricReader;
import java.util.Arrays;

/**
 * OpenTelemetry's SDK with a cumulative reader, as its Prometheus exporter is one; attributes made
 * once and kept where they are known before, as its documents recommend. Its bound instruments,
 * which spare the look-up by attributes, are still incubating and left out.
 */
final class OpenTelemetrySetUp {
  static final AttributeKey<String> ENDPOINT = AttributeKey.stringKey(Workload.LABEL);
  static final AttributeKey<String> METHOD = AttributeKey.stringKey("method");

  private static final int DEFAULT_SERIES = 1999; // of its own default limit, 2000

  private OpenTelemetrySetUp() {}

  static Meter meter() {
    return meter(new ManualReader(), DEFAULT_SERIES);
  }

  /** Returns a meter whose instruments hold so many series, and are read by this reader. */
  static Meter meter(ManualReader reader, int series) {
    return SdkMeterProvider.builder()
        .registerMetricReader(reader, type -> series + 1) // one is kept for what overflows
        .build()
        .get("benchmarks");
  }

  static LongCounter counter() {
    return meter().counterBuilder("http.requests").build();
  }

  static DoubleHistogram histogram() {
    return histogram(meter());
  }

  /** Returns a histogram with the buckets of all: its own default is meant for milliseconds. */
  static DoubleHistogram histogram(Meter meter) {
    return meter
        .histogramBuilder("http.request.duration")
        .setUnit("s")
        .setExplicitBucketBoundariesAdvice(Arrays.stream(Workload.BUCKETS_SECONDS).boxed().toList())
        .build();
  }

  static Attributes attributes() {
    return attributes(Workload.ENDPOINT);
  }

  static Attributes attributes(String endpoint) {
    return Attributes.of(ENDPOINT, endpoint);
  }

  /** Reads when asked. */
  static final class ManualReader implements MetricReader {
    private volatile CollectionRegistration registration = CollectionRegistration.noop();

    /** Reads all series, and returns how many metrics there are. */
    int read() {
      return registration.collectAllMetrics().size();
    }

    @Override
    public void register(CollectionRegistration given) {
      registration = given;
    }

    @Override
    public AggregationTemporality getAggregationTemporality(InstrumentType type) {
      return AggregationTemporality.CUMULATIVE;
    }

    @Override
    public CompletableResultCode forceFlush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }
}
