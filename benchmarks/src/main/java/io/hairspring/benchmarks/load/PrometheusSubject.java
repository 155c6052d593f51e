package io.hairspring.benchmarks.load;

import io.hairspring.benchmarks.PrometheusSetUp;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** client_java, classic histograms only, as its "performance" page recommends. */
final class PrometheusSubject implements Subject {
  private static final String[] LABELS = {"route", "method", "status"};

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final Histogram durations = histogram(DURATION, Buckets.SECONDS);
  private final Histogram requestBytes = histogram(REQUEST_BYTES, Buckets.BYTES);
  private final Histogram responseBytes = histogram(RESPONSE_BYTES, Buckets.BYTES);
  private final Gauge inFlight = Gauge.builder().name(IN_FLIGHT).help(HELP).register(registry);

  private Histogram histogram(String name, double[] bounds) {
    return PrometheusSetUp.classics(registry, name, bounds, LABELS);
  }

  @Override
  public void began() {
    inFlight.inc();
  }

  @Override
  public void ended(Call call) {
    inFlight.dec();
    String status = Integer.toString(call.status);
    durations
        .labelValues(call.route, call.method, status)
        .observe(PrometheusSetUp.seconds(call.nanos));
    requestBytes.labelValues(call.route, call.method, status).observe((double) call.requestBytes);
    responseBytes.labelValues(call.route, call.method, status).observe((double) call.responseBytes);
  }

  @Override
  public String scrape() throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    PrometheusTextFormatWriter.create().write(text, registry.scrape());
    return text.toString(StandardCharsets.UTF_8);
  }
}
