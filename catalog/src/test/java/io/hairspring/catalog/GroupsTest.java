package io.hairspring.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.CollectorConfig;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.testing.Allocations;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Each group counts what its methods say, under its own names. */
class GroupsTest {
  private final MetricsCollector metrics = MetricsCollector.create();

  @Test
  void aServerCountsRequestsByStatusAndErrors() {
    HttpServerMetrics http = new HttpServerMetrics(metrics);
    http.began();
    http.handle("/a", "GET").record(503, 1_000, 10, 20);
    http.handle("/a", "GET").aborted();
    count(1, "http_requests_total{endpoint=\"/a\",method=\"GET\",status=\"503\"}");
    count(1, "http_request_errors_total{endpoint=\"/a\",method=\"GET\"}");
    count(1, "http_requests_aborted_total{endpoint=\"/a\",method=\"GET\"}");
    count(1, "http_request_duration_seconds_count{endpoint=\"/a\",method=\"GET\"}");
    count(10, "http_request_size_bytes_sum{endpoint=\"/a\",method=\"GET\"}");
    count(20, "http_response_size_bytes_sum{endpoint=\"/a\",method=\"GET\"}");
    count(1, "http_requests_in_flight");
    http.ended();
    count(0, "http_requests_in_flight");
  }

  @Test
  void aServerWithoutStatusInItsRequestsCountsStatusesApart() {
    HttpServerMetrics http =
        new HttpServerMetrics(
            metrics, GroupSettings.defaults().withLabels("requests_total", "endpoint", "method"));
    http.record("/a", "GET", 200, 1);
    http.record("/a", "GET", 404, 1);
    count(2, "http_requests_total{endpoint=\"/a\",method=\"GET\"}");
    count(1, "http_response_status_total{endpoint=\"/a\",status=\"404\"}");
  }

  @Test
  void numbersThatAreNoStatusShareALabel() {
    HttpServerMetrics http = new HttpServerMetrics(metrics);
    http.record("/a", "GET", 1_000, 1);
    http.record("/a", "GET", -1, 1);
    count(2, "http_requests_total{endpoint=\"/a\",method=\"GET\",status=\"other\"}");
  }

  @Test
  void aClientTellsAnswersFromFailures() {
    HttpClientMetrics http = new HttpClientMetrics(metrics);
    http.answered("/a", "GET", 200, 1, 2, 3);
    http.answered("/a", "GET", 500, 1, 2, 3);
    http.failed("/a", "GET", "timeout", 1);
    count(1, "http_client_requests_total{endpoint=\"/a\",method=\"GET\",status=\"200\"}");
    count(1, "http_client_requests_total{endpoint=\"/a\",method=\"GET\",status=\"none\"}");
    count(1, "http_client_errors_total{endpoint=\"/a\",method=\"GET\",error_type=\"status_5xx\"}");
    count(1, "http_client_errors_total{endpoint=\"/a\",method=\"GET\",error_type=\"timeout\"}");
    count(3, "http_client_request_duration_seconds_count{endpoint=\"/a\",method=\"GET\"}");
    count(6, "http_client_response_size_bytes_sum{endpoint=\"/a\",method=\"GET\"}");
  }

  @Test
  void anUpstreamHasAnErrorRateTokensAndCost() {
    UpstreamMetrics upstreams = new UpstreamMetrics(metrics);
    UpstreamMetrics.Upstream upstream = upstreams.upstream("openai", "gpt-4");
    upstream.answered(200, 1);
    upstream.answered(200, 1);
    upstream.answered(502, 1);
    upstream.failed(0, "timeout", 1);
    upstream.abandoned(0, 1);
    upstream.abandoned(0, 1);
    upstream.tokens("prompt", 12);
    upstream.cost(1_500_000);
    count(2, "upstream_requests_total{provider=\"openai\",model=\"gpt-4\",status=\"200\"}");
    count(3, "upstream_requests_total{provider=\"openai\",model=\"gpt-4\",status=\"none\"}");
    count(
        1, "upstream_errors_total{provider=\"openai\",model=\"gpt-4\",error_type=\"status_5xx\"}");
    value(2.0 / 6, "upstream_error_rate{provider=\"openai\",model=\"gpt-4\"}");
    count(12, "upstream_tokens_total{provider=\"openai\",model=\"gpt-4\",type=\"prompt\"}");
    value(1.5, "upstream_cost_total{provider=\"openai\",model=\"gpt-4\"}");
  }

  @Test
  void countsOfTokensThatNoCallTakesAreRefusedAndCounted() {
    UpstreamMetrics.Upstream upstream = new UpstreamMetrics(metrics).upstream("openai", "gpt-4");
    JobMetrics.Job job = new JobMetrics(metrics).job("pdf");
    for (long tokens : new long[] {-1, 1_000_000_000, 1_000_000_001, Long.MAX_VALUE}) {
      upstream.tokens("prompt", tokens);
      job.tokens("prompt", tokens);
    }
    count(3, "upstream_token_counts_refused_total");
    count(3, "job_token_counts_refused_total");
    long added = 1_000_000_000;
    count(added, "upstream_tokens_total{provider=\"openai\",model=\"gpt-4\",type=\"prompt\"}");
    count(added, "job_tokens_total{job=\"pdf\",type=\"prompt\"}");
  }

  @Test
  void aProvidersErrorRateIsThatOfAllItsModels() {
    UpstreamMetrics providers =
        new UpstreamMetrics(
            metrics,
            GroupSettings.defaults()
                .withPrefix("provider_")
                .withLabels("requests_total", "provider")
                .withLabels("errors_total", "provider")
                .withLabels("error_rate", "provider"));
    providers.upstream("openai", "gpt-4").answered(200, 1);
    providers.upstream("openai", "gpt-4o").failed(0, "timeout", 1);
    count(2, "provider_requests_total{provider=\"openai\"}");
    count(1, "provider_errors_total{provider=\"openai\"}");
    value(0.5, "provider_error_rate{provider=\"openai\"}");
  }

  @Test
  void aCacheHasAHitRateAndASize() {
    CacheMetrics cache = new CacheMetrics(metrics);
    cache.watchSize(() -> 7);
    cache.hit();
    cache.hit();
    cache.hit();
    cache.miss();
    cache.evicted();
    count(3, "cache_hits_total");
    count(1, "cache_misses_total");
    count(1, "cache_evictions_total");
    value(0.75, "cache_hit_rate");
    value(7.0, "cache_size");
  }

  @Test
  void aDatabaseCountsQueriesByTable() {
    DatabaseMetrics database = new DatabaseMetrics(metrics);
    database.watchConnections(() -> 3);
    database.query("select", "users", 1);
    database.failed("select", "orders", 1);
    count(1, "db_queries_total{operation=\"select\",table=\"users\"}");
    count(1, "db_query_errors_total{operation=\"select\",table=\"orders\"}");
    count(2, "db_query_duration_seconds_count{operation=\"select\"}");
    value(3.0, "db_connections_current");
  }

  @Test
  void aQueueCountsWhatWorkersDo() {
    QueueMetrics queue = new QueueMetrics(metrics);
    queue.watchSize(() -> 5);
    queue.workers().set(2);
    queue.items("").succeeded(1);
    queue.items("").failed(1);
    count(2, "queue_processed_total");
    count(1, "queue_errors_total");
    value(2.0, "queue_workers_active");
    value(5.0, "queue_size");
  }

  @Test
  void aJobCountsItsRunsByStatus() {
    JobMetrics jobs = new JobMetrics(metrics);
    jobs.began();
    JobMetrics.Job pdf = jobs.job("pdf");
    pdf.ran("success", 1);
    pdf.ran("failed", 1);
    pdf.files(4);
    pdf.tokens("prompt", 9);
    count(1, "job_runs_total{job=\"pdf\",status=\"failed\"}");
    count(2, "job_duration_seconds_count{job=\"pdf\"}");
    count(4, "job_files_processed_total{job=\"pdf\"}");
    count(9, "job_tokens_total{job=\"pdf\",type=\"prompt\"}");
    count(1, "job_in_progress");
    jobs.ended();
    count(0, "job_in_progress");
  }

  @Test
  void webSocketsCountMessagesByTypeAndDirection() {
    WebSocketMetrics sockets = new WebSocketMetrics(metrics);
    sockets.opened();
    sockets.opened();
    sockets.closed();
    sockets.received("ping");
    sockets.sent("pong");
    count(2, "ws_connections_total");
    count(1, "ws_connections_current");
    count(1, "ws_messages_received_total{message_type=\"ping\"}");
    count(1, "ws_messages_sent_total{message_type=\"pong\"}");
  }

  @Test
  void externalServicesCountCallsAndErrors() {
    ExternalMetrics external = new ExternalMetrics(metrics);
    external.called("stripe", 1);
    external.failed("stripe", 1);
    count(2, "external_api_calls_total{service=\"stripe\"}");
    count(1, "external_api_errors_total{service=\"stripe\"}");
    count(2, "external_api_call_duration_seconds_count{service=\"stripe\"}");
  }

  @Test
  void aServiceShowsItsBuildUptimeAndStatus() {
    long[] nanos = {0};
    MetricsCollector ticking =
        MetricsCollector.create(CollectorConfig.defaults().withTicker(() -> nanos[0]));
    AtomicBoolean well = new AtomicBoolean(true);
    new ServiceMetrics(ticking)
        .info(Map.of("version", "1.2"))
        .status("health_status", "1 if healthy.", well::get);
    nanos[0] = 2_500_000_000L;
    well.set(false);
    Seen seen = Seen.of(ticking);
    assertThat(seen.count("build_info{version=\"1.2\"}")).isEqualTo(1);
    assertThat(seen.get("uptime_seconds")).isEqualTo(2.5);
    assertThat(seen.get("health_status")).isEqualTo(0.0);
  }

  @Test
  void everyGroupWorksInACollectorThatIsSwitchedOff() {
    MetricsCollector off = MetricsCollector.create(CollectorConfig.defaults().withEnabled(false));
    new HttpServerMetrics(off).record("/a", "GET", 200, 1);
    new HttpClientMetrics(off).failed("/a", "GET", "timeout", 1);
    new UpstreamMetrics(off).upstream("a", "b").failed(0, "timeout", 1);
    new CacheMetrics(off).hit();
    new DatabaseMetrics(off).query("select", "users", 1);
    new QueueMetrics(off).items("").succeeded(1);
    new JobMetrics(off).job("pdf").ran("success", 1);
    new WebSocketMetrics(off).received("ping");
    new ExternalMetrics(off).called("stripe", 1);
    new ServiceMetrics(off).info(Map.of("version", "1")).status("x", "X.", () -> true);
  }

  @Test
  void recordingBySeenLabelsAllocatesNothing() {
    HttpServerMetrics http = new HttpServerMetrics(metrics);
    UpstreamMetrics upstreams = new UpstreamMetrics(metrics);
    DatabaseMetrics database = new DatabaseMetrics(metrics);
    JobMetrics jobs = new JobMetrics(metrics);
    Allocations.assertNone(() -> http.record("/a", "GET", 200, 5_000));
    Allocations.assertNone(() -> upstreams.upstream("a", "b").failed(502, "broken", 5_000));
    Allocations.assertNone(() -> upstreams.upstream("a", "b").tokens("prompt", 3));
    Allocations.assertNone(() -> database.query("select", "users", 5_000));
    Allocations.assertNone(() -> jobs.job("pdf").ran("success", 5_000));
  }

  private void count(long expected, String key) {
    assertThat(Seen.of(metrics).get(key)).as(key).isNotNull();
    assertThat(Seen.of(metrics).count(key)).as(key).isEqualTo(expected);
  }

  private void value(double expected, String key) {
    assertThat(Seen.of(metrics).get(key)).as(key).isEqualTo(expected);
  }
}
