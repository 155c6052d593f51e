package io.hairspring.exposition.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hairspring.collector.CollectorConfig;
import io.hairspring.collector.LatencyGauge;
import io.hairspring.collector.WindowSettings;
import io.hairspring.collector.view.LatencyShape;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HairspringConfigTest {
  private static final Map<String, String> NONE = Map.of();
  private static final CollectorConfig USUAL = CollectorConfig.defaults();

  @TempDir private Path folder;

  @Test
  void withoutSettingsThereIsTheUsual() {
    HairspringConfig config = HairspringConfig.load(null, NONE, NONE);
    assertThat(config.host()).isEqualTo("127.0.0.1");
    assertThat(config.port()).isEqualTo(9464);
    assertThat(config.path()).isEqualTo("/metrics");
    assertThat(config.runtimeMetrics()).isTrue();
    assertThat(config.collector().enabled()).isTrue();
    assertThat(config.collector().prefix()).isEmpty();
    assertThat(config.collector()).usingRecursiveComparison().isEqualTo(USUAL);
    assertThat(config.latencyBuckets()).isEmpty();
    assertThat(config.collector().latencyShapes()).isEmpty();
    assertThat(config.collector().latencyGauges()).isEmpty();
    assertThat(config.sizeBuckets()).containsExactly(1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8);
    assertThat(config.healthInterval()).isEqualTo(Duration.ofSeconds(10));
    assertThat(config.tsdb()).isEmpty();
  }

  @Test
  void whatAHostWantsOtherwiseGivesWayToAllElse() {
    ConfigSettings.Builder settings =
        ConfigSettings.builder(HairspringConfig.KEYS).otherwise("metrics_port", "9090");
    assertThat(HairspringConfig.read(settings.build()).port()).isEqualTo(9090);
    settings.environment(Map.of("HAIRSPRING_METRICS_PORT", "9100"));
    assertThat(HairspringConfig.read(settings.build()).port()).isEqualTo(9100);
    assertThatThrownBy(() -> settings.otherwise("port", "1"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("default of port");
  }

  @Test
  void victoriaMetricsIsFoundByItsPlainVariableUnlessOneOfOursSaysWhere() {
    Map<String, String> plain = Map.of("VICTORIAMETRICS_URL", "http://victoriametrics:8428");
    assertThat(HairspringConfig.load(null, plain, NONE).tsdb().orElseThrow().url())
        .isEqualTo(URI.create("http://victoriametrics:8428"));
    Map<String, String> both =
        Map.of("VICTORIAMETRICS_URL", "http://other:1", "HAIRSPRING_TSDB_URL", "http://vm:8428");
    assertThat(HairspringConfig.load(null, both, NONE).tsdb().orElseThrow().url())
        .isEqualTo(URI.create("http://vm:8428"));
    Map<String, String> blank = Map.of("VICTORIAMETRICS_URL", " ");
    assertThat(HairspringConfig.load(null, blank, NONE).tsdb()).isEmpty();
  }

  @Test
  void everySettingIsRead() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("m.properties"),
            """
            metrics-host=0.0.0.0
            metrics-port=9090
            metrics-path=/internal/metrics
            metrics-prefix=wilab_
            metrics-labels=region=eu, zone=a b
            latency-buckets=0.01, 0.05,0.1 0.5 1 5
            latency-windows=60s/6,5m
            latency-shapes=summary, NATIVE
            latency-gauges=p95,avg
            latency-gauges-of-epoch=true
            size-buckets=1e2,1e3
            max-series=50
            max-label-chars=64
            max-collections-per-second=0
            max-stripes=7
            idle-limit=1h
            runtime-metrics=off
            health-interval=30s
            tsdb-url=http://vm:8428/select/0
            tsdb-info-metric=asdlc_service_info
            tsdb-service-label=app
            tsdb-services=orchestrator,workers
            """);
    HairspringConfig config = HairspringConfig.load(file, NONE, NONE);
    assertThat(config.host()).isEqualTo("0.0.0.0");
    assertThat(config.port()).isEqualTo(9090);
    assertThat(config.path()).isEqualTo("/internal/metrics");
    assertThat(config.collector().prefix()).isEqualTo("wilab_");
    assertThat(config.collector().labels()).isEqualTo(Map.of("region", "eu", "zone", "a b"));
    assertThat(config.collector().windows())
        .containsExactly(
            new WindowSettings(Duration.ofSeconds(60), 6),
            new WindowSettings(Duration.ofMinutes(5), 6));
    assertThat(config.collector().latencyShapes())
        .containsOnly(LatencyShape.SUMMARY, LatencyShape.NATIVE);
    assertThat(config.collector().latencyGauges()).containsOnly(LatencyGauge.P95, LatencyGauge.AVG);
    assertThat(config.collector().maxSeries()).isEqualTo(50);
    assertThat(config.collector().maxLabelChars()).isEqualTo(64);
    assertThat(config.collector().maxCollectionsPerSecond()).isZero();
    assertThat(config.collector().maxStripes()).isEqualTo(7);
    assertThat(config.collector().idleLimit()).isEqualTo(Duration.ofHours(1));
    assertThat(config.latencyBuckets()).containsExactly(0.01, 0.05, 0.1, 0.5, 1, 5);
    assertThat(config.sizeBuckets()).containsExactly(100, 1000);
    assertThat(config.runtimeMetrics()).isFalse();
    assertThat(config.healthInterval()).isEqualTo(Duration.ofSeconds(30));
    assertThat(config.collector().gaugesOfEpoch()).isTrue();
    assertThat(config.tsdb().orElseThrow().url()).isEqualTo(URI.create("http://vm:8428/select/0"));
    assertThat(config.tsdb().orElseThrow().infoMetric()).isEqualTo("asdlc_service_info");
    assertThat(config.tsdb().orElseThrow().serviceLabel()).isEqualTo("app");
    assertThat(config.tsdb().orElseThrow().services())
        .isEqualTo(List.of("orchestrator", "workers"));
  }

  @ParameterizedTest
  @CsvSource({
    "enable_metrics, false",
    "enabled, false",
    "metrics.enabled, no",
    "METRICS_ENABLED, 0",
    "metrics-enabled, off"
  })
  void systemsMayKeepTheirNamesForASetting(String name, String value) {
    assertThat(HairspringConfig.load(null, NONE, Map.of(name, value)).collector().enabled())
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "metrics_port|9090", "path|/m", "include_process_metrics|false", "global_labels|a=b",
        "latency_buckets|1,2", "size_buckets|1,2", "prefix|pywats_", "namespace|asdlc_",
        "victoriametrics_url|http://vm:8428", "process-metrics|true"
      })
  void everyNameOfTheSystemsIsKnown(String name, String value) {
    assertThat(HairspringConfig.load(null, NONE, Map.of(name, value))).isNotNull();
  }

  @Test
  void codeGoesBeforeVariablesAndTheseBeforeTheFile() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("m.properties"),
            "metrics-port=1\nmetrics-path=/file\nmax-series=3\nsize-buckets=\n");
    Map<String, String> variables =
        Map.of(
            "HAIRSPRING_METRICS_PORT", "10",
            "HAIRSPRING_METRICS_PATH", " /variable ",
            "OTHER_PORT", "x");
    HairspringConfig config = HairspringConfig.load(file, variables, Map.of("metrics-port", "100"));
    assertThat(config.port()).isEqualTo(100);
    assertThat(config.path()).isEqualTo("/variable");
    assertThat(config.collector().maxSeries()).isEqualTo(3);
    assertThat(config.sizeBuckets()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "metrics-prot|metrics-prot: unknown; did you mean metrics-port?",
        "latency_bucket|latency_bucket: unknown; did you mean latency-buckets?",
        "enable-metric|enable-metric: unknown; did you mean enable-metrics?"
      })
  void aKeyThatNobodyKnowsIsRefusedWithTheNearest(String name, String message) {
    assertThatThrownBy(() -> HairspringConfig.load(null, NONE, Map.of(name, "1")))
        .isInstanceOf(ConfigException.class)
        .hasMessage(message);
  }

  @Test
  void anUnknownNameIsCalledByItsPlace() throws Exception {
    Path file = Files.writeString(folder.resolve("m.properties"), "bucket=1");
    assertThatThrownBy(() -> HairspringConfig.load(file, NONE, NONE))
        .hasMessageStartingWith("bucket in " + file + ": unknown; expected one of metrics-enabled");
    assertThatThrownBy(
            () -> HairspringConfig.load(null, Map.of("HAIRSPRING_METRICS_HOTS", "h"), NONE))
        .hasMessage("HAIRSPRING_METRICS_HOTS: unknown; did you mean metrics-host?");
  }

  @Test
  void variablesThatKubernetesMakesForAServiceAreNoSettings() {
    Map<String, String> links =
        Map.of(
            "HAIRSPRING_SERVICE_HOST", "10.0.0.1",
            "HAIRSPRING_SERVICE_PORT_METRICS", "9464",
            "HAIRSPRING_PORT", "tcp://10.0.0.1:9464",
            "HAIRSPRING_PORT_9464_TCP_ADDR", "10.0.0.1");
    assertThat(HairspringConfig.load(null, links, NONE).port()).isEqualTo(9464);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "metrics-port|many|expected a number from 0 to 65535, was \"many\"",
        "metrics-port|65536|expected a number from 0 to 65535, was \"65536\"",
        "metrics-max-connections|0|expected a number from 1 to 100000, was \"0\"",
        "max-collections-per-second|-1|expected a number from 0 to 1000000, was \"-1\"",
        "metrics-path|/health|expected a path that no other route has, such as /metrics, was \"/health\"",
        "metrics-enabled|maybe|expected true or false, was \"maybe\"",
        "metrics-prefix|9a|expected the beginning of a metric name, such as wilab_, was \"9a\"",
        "metrics-prefix|hairspring_x|expected another than hairspring_, which is the collector's own, was \"hairspring_x\"",
        "metrics-labels|reason=x|expected labels that none of the collector's own metrics has, was \"reason=x\"",
        "metrics-host|256.0.0.1|expected an address or a host name, was \"256.0.0.1\"",
        "metrics-host|a..b|expected an address or a host name, was \"a..b\"",
        "metrics-host|::1::|expected an address or a host name, was \"::1::\"",
        "tsdb-info-metric|a b|expected the name of a metric, was \"a b\"",
        "metrics-labels|a|expected name=value pairs with each name once, such as region=eu,zone=a, was \"a\"",
        "metrics-labels|le=1|expected names of labels, values of at most 1024 chars, and no \"le\", was \"le=1\"",
        "latency-buckets|1,1|expected numbers above 0 that increase, at most 500, such as 0.01,0.1,1, was \"1,1\"",
        "latency-buckets|NaN|expected numbers above 0 that increase, at most 500, such as 0.01,0.1,1, was \"NaN\"",
        "utf8-names|maybe|expected true or false, was \"maybe\"",
        "latency-windows|1ms|expected 1 to 4 times from 1s to 24h, such as 60s or 60s/6,5m, was \"1ms\"",
        "latency-shapes|summary,bars|expected any of summary, histogram, native, was \"summary,bars\"",
        "latency-gauges|p75|expected any of p50, p90, p95, p99, p999, avg, min, max, was \"p75\"",
        "idle-limit|soon|expected a time from 1000ms to 86400s, such as 500ms or 5s, was \"soon\"",
        "metrics-user|me|expected metrics-password beside it",
        "metrics-host|a,b|expected an address or a host name, was \"a,b\""
      })
  void aBadValueIsToldWithKeyValueAndExpectation(String name, String value, String message) {
    assertThatThrownBy(() -> HairspringConfig.load(null, NONE, Map.of(name, value)))
        .isInstanceOf(ConfigException.class)
        .hasMessage(name + ": " + message);
  }

  @ParameterizedTest
  @CsvSource({"reset-token, se cret", "metrics-token, se cret", "tsdb-url, http://user:se-cret@h"})
  void aSecretThatCannotBeUsedIsNotShown(String name, String value) {
    assertThatThrownBy(() -> HairspringConfig.load(null, NONE, Map.of(name, value)))
        .hasMessageStartingWith(name + ": expected ")
        .hasMessageNotContaining("cret");
  }

  @Test
  void asManyBoundsCanBeSetAsAnInstrumentTakes() {
    double[] bounds = IntStream.rangeClosed(1, 500).asDoubleStream().toArray();
    HairspringConfig config = HairspringConfig.load(null, NONE, sizeBuckets(bounds));
    assertThat(config.sizeBuckets()).isEqualTo(bounds);
    double[] more = IntStream.rangeClosed(1, 501).asDoubleStream().toArray();
    assertThatThrownBy(() -> HairspringConfig.load(null, NONE, sizeBuckets(more)))
        .hasMessageStartingWith(
            "size-buckets: expected numbers above 0 that increase, at most 500");
  }

  private static Map<String, String> sizeBuckets(double... bounds) {
    String text = Arrays.toString(bounds);
    return Map.of("size-buckets", text.substring(1, text.length() - 1));
  }

  @Test
  void aUserThatNoRequestCouldShowIsRefusedByTheNameOfItsSetting() {
    String user = "metrics-user: expected a name without colons, control characters and lone";
    for (String name : List.of("a:b", "a\u0001b", "\ud800", "x".repeat(1_001))) {
      Map<String, String> code = Map.of("metrics-user", name, "metrics-password", "secret");
      assertThatThrownBy(() -> HairspringConfig.load(null, NONE, code))
          .hasMessageStartingWith(user);
    }
    for (String password : List.of("a\u0001b", "\udc00\ud800", "x".repeat(1_001))) {
      Map<String, String> code = Map.of("metrics-user", "me", "metrics-password", password);
      assertThatThrownBy(() -> HairspringConfig.load(null, NONE, code))
          .hasMessage(
              "metrics-password: expected at most 1000 characters, none of them a control"
                  + " character or a lone surrogate");
    }
  }

  @Test
  void oneSettingUnderTwoNamesIsRefused() {
    assertThatThrownBy(
            () ->
                HairspringConfig.load(
                    null, Map.of("HAIRSPRING_PATH", "/a", "HAIRSPRING_METRICS_PATH", "/b"), NONE))
        .hasMessage("HAIRSPRING_METRICS_PATH and HAIRSPRING_PATH: expected one of them, were both");
  }

  @Test
  void aFileThatCannotBeReadIsNamed() {
    Path missing = folder.resolve("none.properties");
    assertThatThrownBy(() -> HairspringConfig.load(missing, NONE, NONE))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(missing + ": expected a readable properties file")
        .hasMessageContaining("NoSuchFile");
  }
}
