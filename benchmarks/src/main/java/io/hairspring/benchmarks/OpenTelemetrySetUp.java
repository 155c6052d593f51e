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

/**
 * OpenTelemetry's SDK with a cumulative reader, as its Prometheus exporter is one; attributes made
 * once and kept, as its documents recommend.
 */
final class OpenTelemetrySetUp {
  private OpenTelemetrySetUp() {}

  static Meter meter() {
    return SdkMeterProvider.builder()
        .registerMetricReader(new ManualReader())
        .build()
        .get("benchmarks");
  }

  static LongCounter counter() {
    return meter().counterBuilder("http.requests").build();
  }

  static DoubleHistogram histogram() {
    return meter().histogramBuilder("http.request.duration").setUnit("s").build();
  }

  static Attributes attributes() {
    return Attributes.of(AttributeKey.stringKey(Workload.LABEL), Workload.ENDPOINT);
  }

  /** Reads when asked. */
  private static final class ManualReader implements MetricReader {
    @Override
    public void register(CollectionRegistration registration) {}

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
