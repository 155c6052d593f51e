package io.hairspring.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.EventRing;
import io.hairspring.collector.EventSettings;
import io.hairspring.collector.MetricsCollector;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;

/** What a request does not have makes no series with empty labels. */
class AbsentPartsTest {
  private final MetricsCollector metrics = MetricsCollector.create();
  private final UpstreamMetrics providers = party("provider");
  private final UpstreamMetrics models = party("model");
  private final UpstreamMetrics both = new UpstreamMetrics(metrics);
  private final CacheMetrics cache =
      new CacheMetrics(
          metrics,
          GroupSettings.defaults()
              .withLabels("hits_total", "endpoint")
              .withLabels("misses_total", "endpoint"));
  private final RequestMetrics requests =
      new RequestMetrics(metrics, new HttpServerMetrics(metrics), cache, providers, models, both);

  private UpstreamMetrics party(String label) {
    return new UpstreamMetrics(
        metrics,
        GroupSettings.defaults()
            .withPrefix(label + "_")
            .withLabels("requests_total", label)
            .withLabels("errors_total", label)
            .withLabels("error_rate", label)
            .withLabels("tokens_total", label, "type")
            .withLabels("request_duration_seconds", label));
  }

  private Seen seen() {
    Seen seen = Seen.of(metrics);
    assertThat(seen.keys())
        .noneMatch(name -> name.contains("provider=\"\"") || name.contains("error_type=\"\""))
        .noneMatch(name -> name.contains("endpoint=\"\""));
    return seen;
  }

  @ParameterizedTest
  @NullAndEmptySource
  void aRequestWithoutAProviderMovesTheServerAlone(String none) {
    requests.call("/a", "GET").run(() -> {});
    requests.call("/a", "GET", none, none).run(() -> {});
    requests.record("/a", "GET", 500, 1, none, none);
    requests.record(
        new RequestEvent().of("/a", "GET", 200, 1).provider(none, none).tokens(1, 2).error(none));
    Seen seen = seen();
    assertThat(seen.count("http_requests_total{endpoint=\"/a\",method=\"GET\",status=\"200\"}"))
        .isEqualTo(3);
    assertThat(seen.keys()).noneMatch(n -> n.matches("(provider|model|upstream)_.*\\{.*"));
  }

  @ParameterizedTest
  @NullAndEmptySource
  void aProviderWithoutAModelMovesWhatTellsProviders(String none) {
    requests.record("/a", "GET", 500, 1, "openai", none);
    requests.record(
        new RequestEvent().of("/a", "GET", 200, 1).provider("openai", none).tokens(1, 2));
    Seen seen = seen();
    assertThat(seen.count("provider_requests_total{provider=\"openai\"}")).isEqualTo(2);
    assertThat(seen.count("provider_errors_total{provider=\"openai\"}")).isEqualTo(1);
    assertThat(seen.get("provider_error_rate{provider=\"openai\"}")).isEqualTo(0.5);
    assertThat(seen.count("provider_tokens_total{provider=\"openai\",type=\"prompt\"}"))
        .isEqualTo(1);
    assertThat(seen.keys()).noneMatch(name -> name.matches("model_.*\\{.*"));
  }

  @Test
  void eventsOfARingMakeNoneEither() {
    try (EventRing<RequestEvent> ring = requests.ring(EventSettings.defaults())) {
      RequestEvent event = new RequestEvent();
      ring.publish(event.of("/a", "GET", 200, 1).tokens(1, 2));
      ring.publish(event.of("/a", "GET", 200, 1).cache(RequestEvent.CacheOutcome.HIT));
      assertThat(ring.flush(Duration.ofSeconds(20))).isTrue();
    }
    Seen seen = seen();
    assertThat(seen.count("cache_hits_total{endpoint=\"/a\"}")).isEqualTo(1);
    assertThat(seen.keys()).noneMatch(n -> n.matches("(provider|model|upstream)_.*\\{.*"));
  }

  @Test
  void theHitRateIsThatOfTheWholeCacheUnlessToldApart() {
    cache.hit("/a");
    cache.hit("/b");
    cache.hit("/b");
    cache.miss("/b");
    Seen seen = seen();
    assertThat(seen.count("cache_hits_total{endpoint=\"/b\"}")).isEqualTo(2);
    assertThat(seen.count("cache_misses_total{endpoint=\"/b\"}")).isEqualTo(1);
    assertThat(seen.get("cache_hit_rate")).isEqualTo(0.75);
  }

  @Test
  void aNegativeSizeIsNone() {
    RequestEvent event = new RequestEvent().of("/a", "GET", 200, 1).bytes(-1, 0);
    requests.record(event);
    String of = "_count{endpoint=\"/a\",method=\"GET\"}";
    assertThat(seen().count("http_request_size_bytes" + of)).isZero();
    assertThat(seen().count("http_response_size_bytes" + of)).isEqualTo(1);
  }

  @Test
  void whatACallOrARunDoesNotHaveMakesNoSeries() {
    GroupSettings byModel =
        GroupSettings.defaults()
            .withLabels("files_processed_total", "job", "model")
            .withLabels("runs_total", "job", "status")
            .withLabels("duration_seconds", "job");
    JobMetrics jobs = new JobMetrics(metrics, byModel);
    jobs.job("nightly").ran("success", 1);
    both.upstream("openai", "gpt").answered(200, 1);
    assertThat(seen().keys())
        .contains("job_runs_total{job=\"nightly\",status=\"success\"}")
        .noneMatch(name -> name.matches(".*(cost|files_processed)_total.*"));
    both.upstream("openai", "gpt").cost(5_000_000);
    jobs.job("nightly").files(0);
    assertThat(seen().count("upstream_cost_total{provider=\"openai\",model=\"gpt\"}")).isEqualTo(5);
  }
}
