package io.hairspring.catalog;

import static io.hairspring.testing.Refusals.missing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hairspring.collector.MetricsCollector;
import io.hairspring.testing.Allocations;
import org.junit.jupiter.api.Test;

class RequestMetricsTest {
  private final MetricsCollector metrics = MetricsCollector.create();
  private final RequestMetrics requests =
      new RequestMetrics(
          metrics, new HttpServerMetrics(metrics), party("provider"), party("model"));

  private UpstreamMetrics party(String label) {
    return new UpstreamMetrics(
        metrics,
        GroupSettings.defaults()
            .withPrefix(label + "_")
            .withLabels("requests_total", label, "status")
            .withLabels("errors_total", label)
            .withLabels("error_rate", label)
            .withLabels("request_duration_seconds", label));
  }

  @Test
  void oneCallMovesServerProviderAndModel() {
    requests.record("/chat", "POST", 200, 1_000, "openai", "gpt-4");
    requests.record("/chat", "POST", 503, 1_000, "openai", "gpt-4o");
    requests.record("/models", "GET", 200, 1_000);
    Seen seen = Seen.of(metrics);
    assertThat(seen.count("http_requests_total{endpoint=\"/chat\",method=\"POST\",status=\"503\"}"))
        .isEqualTo(1);
    assertThat(seen.count("provider_requests_total{provider=\"openai\",status=\"200\"}"))
        .isEqualTo(1);
    assertThat(seen.count("provider_errors_total{provider=\"openai\"}")).isEqualTo(1);
    assertThat(seen.get("provider_error_rate{provider=\"openai\"}")).isEqualTo(0.5);
    assertThat(seen.count("model_errors_total{model=\"gpt-4\"}")).isZero();
    assertThat(seen.get("model_error_rate{model=\"gpt-4o\"}")).isEqualTo(1.0);
    assertThat(
            seen.count("http_requests_total{endpoint=\"/models\",method=\"GET\",status=\"200\"}"))
        .isEqualTo(1);
  }

  @Test
  void noEventIsRefused() {
    missing("event", () -> requests.record(null));
  }

  @Test
  void aFunctionIsRecordedAs200OrIfItThrowsAs500() {
    MeasuredCall chat = requests.call("/chat", "POST", "openai", "gpt-4");
    chat.run(() -> {});
    assertThatThrownBy(
            () ->
                chat.run(
                    () -> {
                      throw new IllegalStateException("broken");
                    }))
        .hasMessage("broken");
    Seen seen = Seen.of(metrics);
    assertThat(seen.count("http_requests_total{endpoint=\"/chat\",method=\"POST\",status=\"500\"}"))
        .isEqualTo(1);
    assertThat(seen.count("provider_requests_total{provider=\"openai\",status=\"200\"}"))
        .isEqualTo(1);
    assertThat(seen.get("http_requests_in_flight")).isEqualTo(0.0);
  }

  @Test
  void aWholeRequestAllocatesNothing() {
    Allocations.assertNone(() -> requests.record("/chat", "POST", 200, 5_000, "openai", "gpt-4"));
  }
}
