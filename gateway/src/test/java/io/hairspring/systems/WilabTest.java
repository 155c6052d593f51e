package io.hairspring.systems;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hairspring.catalog.GroupSettings;
import io.hairspring.catalog.ServiceMetrics;
import io.hairspring.collector.CallTimer;
import io.hairspring.collector.CallbackGauges;
import io.hairspring.collector.Counter;
import io.hairspring.collector.Family;
import io.hairspring.collector.Gauge;
import io.hairspring.collector.LatencyRecorder;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.source.SourceFamily;
import io.hairspring.exposition.config.HairspringConfig;
import io.hairspring.exposition.health.CheckResult;
import io.hairspring.exposition.health.Health;
import io.hairspring.gateway.real.Scraper;
import io.hairspring.gateway.testing.Scrape;
import io.hairspring.undertow.MetricsServer;
import io.hairspring.undertow.RequestMetricsHandler;
import io.undertow.server.HttpServerExchange;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A Wi-Fi lab: networks come and go, clients join them, and a health answer says how it is. */
@Execution(ExecutionMode.CONCURRENT)
class WilabTest {
  private static final double[] BUCKETS = {0.01, 0.05, 0.1, 0.5, 1, 5};

  private final HairspringConfig config =
      HairspringConfig.load(
          null,
          Map.of(
              "HAIRSPRING_NAMESPACE", "wilab_",
              "HAIRSPRING_LATENCY_BUCKETS", "0.01,0.05,0.1,0.5,1,5",
              // Its own is 10 s. Here no round is run that nobody has asked for.
              "HAIRSPRING_HEALTH_INTERVAL", "1h"),
          Map.of());
  private final MetricsCollector metrics = MetricsCollector.create(config.collector());
  private final Counter created =
      metrics.counter("networks_created_total", "Total networks created.").register();
  private final Counter deleted =
      metrics.counter("networks_deleted_total", "Total networks deleted.").register();
  private final Counter joined =
      metrics.counter("clients_connected_total", "Total client connections.").register();
  private final Family<Counter> errors =
      metrics.counter("errors_total", "Errors by type.").family("error_type");
  private final Gauge active =
      metrics.gauge("networks_active", "Currently active networks.").register();
  private final CallbackGauges clients =
      metrics.gauge("clients_connected", "Clients connected now.").callbacks("net_id");
  private final CallbackGauges uptime =
      metrics.gauge("network_uptime_seconds", "Uptime of networks.").callbacks("net_id");
  private final LatencyRecorder createTime =
      metrics
          .latency("network_create_duration_seconds", "Network creation.")
          .buckets(config.latencyBuckets())
          .register();
  private final LatencyRecorder deleteTime =
      metrics
          .latency("network_delete_duration_seconds", "Network deletion.")
          .buckets(config.latencyBuckets())
          .register();
  private final Map<String, Integer> networks = new ConcurrentHashMap<>();
  private final AtomicReference<CheckResult> dnsmasq =
      new AtomicReference<>(CheckResult.healthy("running"));

  @TempDir private Path folder;
  private Health health;
  private Service service;

  @BeforeEach
  void start() {
    new ServiceMetrics(
            metrics, GroupSettings.defaults().withName("uptime_seconds", "service_uptime_seconds"))
        .info(Map.of("version", "1.2.0", "commit", "abc123"))
        .status("config_validation_status", "1 if the configuration is valid.", () -> true);
    metrics
        .source("orphans", sink -> sink.gauge("orphaned_processes", 6))
        .families(SourceFamily.gauge("orphaned_processes", "Orphaned resources detected."))
        .every(Duration.ofSeconds(30))
        .register();
    health =
        Health.builder()
            .version("1.2.0")
            .metrics(metrics)
            .degradedAs(0)
            .every(config.healthInterval())
            .pause(Duration.ofMillis(1))
            .check("dnsmasq", dnsmasq::get)
            .check("iptables", () -> CheckResult.healthy("ok"))
            .check("interfaces", () -> CheckResult.healthy("healthy"))
            .check("upstream", () -> CheckResult.healthy("reachable"))
            .figure("networks_active", networks::size)
            .figure(
                "clients_connected",
                () -> networks.values().stream().mapToInt(Integer::intValue).sum())
            .build();
    service =
        Service.start(
            RequestMetricsHandler.builder(metrics, config)
                .settings(
                    GroupSettings.defaults()
                        .withPrefix("api_")
                        .withName("requests_in_flight", "api_request_in_flight")
                        .withHelp("requests_total", "API requests by endpoint and method.")
                        .withLabel("status", "status_code"))
                .build(this::serve),
            MetricsServer.builder(metrics, config).health(health).handler());
  }

  private void serve(HttpServerExchange exchange) {
    String id = exchange.getRelativePath().substring("/networks/".length());
    switch (exchange.getRequestMethod().toString()) {
      case "POST" -> new CallTimer(createTime, createTime).run(() -> create(id));
      default -> {
        errors.with("not_allowed").inc();
        exchange.setStatusCode(405);
      }
    }
  }

  private void create(String id) {
    networks.put(id, 3);
    created.inc();
    joined.add(3);
    active.inc();
    clients.put(() -> networks.get(id), id);
    uptime.put(() -> 42, id);
  }

  private void delete(String id) {
    new CallTimer(deleteTime, deleteTime)
        .run(
            () -> {
              networks.remove(id);
              deleted.inc();
              active.dec();
              clients.remove(id);
              uptime.remove(id);
            });
  }

  @AfterEach
  void stop() {
    service.close();
    health.close();
    metrics.close();
  }

  @Test
  void itsOwnAlertsHaveDataInPrometheus() {
    service.post("/networks/alpha", "");
    service.get("/networks/alpha"); // is not allowed
    ScheduledExecutorService traffic = Executors.newSingleThreadScheduledExecutor();
    try (Scraper prometheus = Scraper.prometheus(folder, service.port())) {
      Future<?> unused =
          traffic.scheduleAtFixedRate(
              () -> errors.with("not_allowed").inc(), 0, 50, TimeUnit.MILLISECONDS);
      for (String query :
          List.of(
              "up{job=\"hairspring\"} == 1", // of its WiLabDown, which fires at 0
              "rate(wilab_errors_total[5m]) > 0.05",
              "wilab_orphaned_processes > 5")) {
        prometheus.await("count(" + query + ")", series -> series >= 1);
      }
    } finally {
      traffic.shutdownNow();
    }
  }

  @Test
  void everyMetricOfTheListIsThere() {
    service.post("/networks/lab", "");
    service.post("/networks/guest", "");
    service.get("/networks/lab");
    delete("guest");
    Scraped scraped =
        Scraped.until(
            service.url("/metrics"),
            s -> s.value("wilab_api_requests_total", "status_code=405") == 1);
    scraped
        .allStartWith("wilab_")
        .has("counter", "wilab_networks_created_total")
        .value(2, "wilab_networks_created_total")
        .has("counter", "wilab_networks_deleted_total")
        .value(1, "wilab_networks_deleted_total")
        .has("counter", "wilab_clients_connected_total")
        .value(6, "wilab_clients_connected_total")
        .has("counter", "wilab_api_requests_total", "endpoint", "method", "status_code")
        .value(1, "wilab_api_requests_total", "endpoint=/networks/lab", "status_code=200")
        .has("counter", "wilab_errors_total", "error_type")
        .value(1, "wilab_errors_total", "error_type=not_allowed")
        .has("gauge", "wilab_networks_active")
        .value(1, "wilab_networks_active")
        .has("gauge", "wilab_clients_connected", "net_id")
        .value(3, "wilab_clients_connected", "net_id=lab")
        .has("gauge", "wilab_network_uptime_seconds", "net_id")
        .value(42, "wilab_network_uptime_seconds", "net_id=lab")
        .has("gauge", "wilab_service_uptime_seconds")
        .has("gauge", "wilab_orphaned_processes")
        .value(6, "wilab_orphaned_processes")
        .has("gauge", "wilab_api_request_in_flight")
        .value(0, "wilab_api_request_in_flight")
        .has("histogram", "wilab_api_request_duration_seconds", "endpoint", "method")
        .buckets("wilab_api_request_duration_seconds", BUCKETS)
        .has("histogram", "wilab_network_create_duration_seconds")
        .value(2, "wilab_network_create_duration_seconds_count")
        .has("histogram", "wilab_network_delete_duration_seconds")
        .value(1, "wilab_network_delete_duration_seconds_count")
        .has("gauge", "wilab_health_status")
        .value(1, "wilab_health_status")
        .has("gauge", "wilab_config_validation_status")
        .value(1, "wilab_config_validation_status")
        .has("gauge", "wilab_build_info", "version", "commit")
        .value(1, "wilab_build_info", "version=1.2.0", "commit=abc123");
  }

  @Test
  void theSeriesOfANetworkGoWithIt() {
    create("guest");
    Scraped.of(service.url("/metrics")).value(3, "wilab_clients_connected", "net_id=guest");
    delete("guest");
    Scraped.of(service.url("/metrics"))
        .lacks("wilab_clients_connected", "net_id=guest")
        .lacks("wilab_network_uptime_seconds", "net_id=guest")
        .value(0, "wilab_networks_active");
  }

  @Test
  void theHealthAnswerHasEveryMember() throws Exception {
    create("lab");
    health.recovered("killed_orphaned_process", Map.of("pid", "12345"));
    JsonNode answer = new ObjectMapper().readTree(service.get("/api/v1/health").body());
    assertThat(answer.at("/status").asText()).isEqualTo("healthy");
    assertThat(answer.at("/version").asText()).isEqualTo("1.2.0");
    assertThat(answer.at("/uptime_seconds").isIntegralNumber()).isTrue();
    assertThat(answer.at("/networks_active").asInt()).isEqualTo(1);
    assertThat(answer.at("/clients_connected").asInt()).isEqualTo(3);
    assertThat(answer.at("/health_details").size()).isEqualTo(4);
    assertThat(answer.at("/recovery_actions/0/action").asText())
        .isEqualTo("killed_orphaned_process");
    assertThat(answer.at("/recovery_actions/0/pid").asText()).isEqualTo("12345");
    for (String time : List.of("/timestamp", "/recovery_actions/0/timestamp")) {
      assertThat(answer.at(time).asText()).matches("[0-9-]{10}T[0-9:]{8}(\\.[0-9]{3})?Z");
    }
  }

  @Test
  void whatIsDegradedIsNotOkWhereOnlyOneAndZeroAreShown() {
    awaitHealth("healthy", 200);
    Scraped.of(service.url("/metrics")).value(1, "wilab_health_status");
    dnsmasq.set(CheckResult.degraded("slow"));
    awaitHealth("degraded", 200);
    Scraped.of(service.url("/metrics"))
        .value(0, "wilab_health_status")
        .value(0, "wilab_health_check_status", "check=dnsmasq")
        .value(1, "wilab_health_check_status", "check=iptables");
  }

  @Test
  void anErrorOfACheckIsSeenAsSoonAsSomebodyAsksAndSoIsItsEnd() {
    awaitHealth("healthy", 200);
    dnsmasq.set(CheckResult.unhealthy("stopped"));
    assertThat(awaitHealth("unhealthy", 503)).contains("stopped");
    Scraped.of(service.url("/metrics")).value(0, "wilab_health_status");
    dnsmasq.set(CheckResult.healthy("running"));
    awaitHealth("healthy", 200);
    Scraped.of(service.url("/metrics")).value(1, "wilab_health_status");
  }

  /** Asks until the pause since the checks were run is over, and so they are run. */
  private String awaitHealth(String status, int code) {
    AtomicReference<HttpResponse<String>> last = new AtomicReference<>();
    Scrape.until(
        () -> {
          last.set(service.get("/api/v1/health"));
          return last.get().body().startsWith("{\"status\":\"" + status + '"');
        },
        () -> last.get().body());
    assertThat(last.get().statusCode()).isEqualTo(code);
    return last.get().body();
  }
}
