package io.hairspring.benchmarks;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import java.util.Arrays;

/**
 * OpenTelemetry's SDK with a cumulative reader, as its Prometheus exporter is one; attributes made
 * once and kept where they are known before, as its documents recommend. Its bound instruments,
 * which spare the look-up by attributes, are still incubating and left out.
 */
public final class OpenTelemetrySetUp {
  static final AttributeKey<String> ENDPOINT = AttributeKey.stringKey(Workload.LABEL);
  static final AttributeKey<String> METHOD = AttributeKey.stringKey("method");

  private static final int DEFAULT_SERIES = 1999; // of its own default limit, 2000

  private OpenTelemetrySetUp() {}

  static Meter meter() {
    return meter(new ManualReader());
  }

  /** Returns a meter as it comes, read by this reader. */
  public static Meter meter(ManualReader reader) {
    return meter(reader, DEFAULT_SERIES);
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
    return seconds(meter, "http.request.duration", Workload.BUCKETS_SECONDS);
  }

  /** Returns a histogram of seconds with these buckets. */
  public static DoubleHistogram seconds(Meter meter, String name, double... bounds) {
    return meter
        .histogramBuilder(name)
        .setUnit("s")
        .setExplicitBucketBoundariesAdvice(Arrays.stream(bounds).boxed().toList())
        .build();
  }

  static Attributes attributes() {
    return attributes(Workload.ENDPOINT);
  }

  static Attributes attributes(String endpoint) {
    return Attributes.of(ENDPOINT, endpoint);
  }
}
