package io.hairspring.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.MetricsCollector;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CreatedTimesTest {
  private final MetricsCollector metrics = MetricsCollector.create();

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void openMetricsShowsThemIfTheServerIsToldTo(boolean wanted)
      throws IOException, InterruptedException {
    metrics.counter("jobs_total", "Jobs.").register().inc();
    try (MetricsServer server =
        MetricsServer.builder(metrics).port(0).createdTimes(wanted).start()) {
      Client client = new Client(server.port());
      String openMetrics = client.get("/metrics", "Accept", "application/openmetrics-text").body();
      assertThat(openMetrics).contains("jobs_total 1\n");
      assertThat(openMetrics.contains("jobs_created 1")).isEqualTo(wanted);
      assertThat(client.get("/metrics").body()).doesNotContain("jobs_created");
    }
  }
}
