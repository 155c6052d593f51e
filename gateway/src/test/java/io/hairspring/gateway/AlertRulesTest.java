package io.hairspring.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.catalog.SloMetrics;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.exposition.config.HairspringConfig;
import io.hairspring.gateway.real.Parsers;
import io.hairspring.gateway.testing.Gateways;
import io.hairspring.gateway.testing.Http;
import io.hairspring.gateway.testing.Scrape;
import io.hairspring.gateway.upstream.ReplyPlan;
import io.hairspring.undertow.MetricsServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The alert rules in the tree are rules, fire, and speak of metrics that exist. */
class AlertRulesTest {
  private static final Path MONITORING = Path.of("..", "src", "monitoring");
  private static final Pattern METRIC =
      Pattern.compile("\\b(http|upstream|cache|health|gateway|hairspring)_[a-z_]+(?=[{\\[ )])");

  @TempDir private Path folder;

  /** By the Prometheus that is installed, and by the one of the next major version, if any. */
  @ParameterizedTest
  @CsvSource({"2, alerts", "2, slo", "3, alerts", "3, slo"})
  void promtoolFindsNothingWrongWithTheRules(int major, String rules) {
    assertThat(promtool(major, "check", "rules", file(rules + ".yml"))).contains("SUCCESS");
  }

  /** Native histograms cannot be written in the tests of 2.42. */
  @ParameterizedTest
  @CsvSource({"2, alerts", "2, slo", "3, alerts", "3, slo", "3, alerts_native"})
  void eachAlertFiresForItsReasonAndForNoOther(int major, String rules) {
    assertThat(promtool(major, "test", "rules", file(rules + "_test.yml"))).contains("SUCCESS");
  }

  private String promtool(int major, String... arguments) {
    return major == 2 ? Parsers.promtool(folder, arguments) : Parsers.promtool3(folder, arguments);
  }

  /** A rule that is added without a test fails here. */
  @ParameterizedTest
  @ValueSource(strings = {"alerts", "slo"})
  void eachAlertIsMadeToFireAndToStaySilent(String rules) throws IOException {
    List<String> alerts = found("- alert: (\\w+)", rules + ".yml");
    assertThat(alerts).hasSizeGreaterThan(1);
    String tests = Files.readString(MONITORING.resolve(rules + "_test.yml"));
    for (String alert : alerts) {
      assertThat(tests)
          .containsPattern("alertname: " + alert + "\\s+exp_alerts:\\s+- exp_labels")
          .containsPattern("alertname: " + alert + ",?\\s+exp_alerts: \\[]");
    }
  }

  private static List<String> found(String pattern, String file) throws IOException {
    return Pattern.compile(pattern)
        .matcher(Files.readString(MONITORING.resolve(file)))
        .results()
        .map(match -> match.group(1))
        .toList();
  }

  @Test
  void theRulesForObjectivesSpeakOfMetricsThatExist() throws Exception {
    try (MetricsCollector metrics = MetricsCollector.create();
        MetricsServer server = MetricsServer.builder(metrics).port(0).start()) {
      new SloMetrics(metrics).availability("api", 0.9).record(true);
      String text = Http.get(URI.create(server.url()).resolve("metrics")).body();
      Matcher name =
          Pattern.compile("\\bslo_[a-z_]+")
              .matcher(Files.readString(MONITORING.resolve("slo.yml")));
      while (name.find()) {
        if (!name.group().equals("slo_test")) { // a file
          assertThat(text).contains("# TYPE " + name.group() + " ");
        }
      }
    }
  }

  @Test
  void everyMetricOfTheRulesIsShownByAGateway() throws Exception {
    try (Gateway gateway = Gateway.start(config(), model -> new ReplyPlan.Reply(0, 503, 10))) {
      URI metrics = gateway.metricsUrl().orElseThrow().resolve("metrics");
      URI chat = gateway.url().resolve("openai/v1/chat/completions");
      Http.post(chat, "{\"model\":\"gpt-4o\"}", "Content-Type", "application/json");
      Http.get(gateway.url().resolve("openai/v1/models"));
      Http.get(gateway.metricsUrl().orElseThrow().resolve("health"));
      Set<String> names = names();
      assertThat(names).hasSizeGreaterThan(12);
      Scrape.until(
          () -> missing(names, Http.get(metrics).body()).isEmpty(),
          () -> "no " + missing(names, Http.get(metrics).body()));
    }
  }

  /** Returns the expressions of alerts on quantiles, without what they are compared with. */
  static List<String> quantileExpressions() throws IOException {
    List<String> found =
        Pattern.compile("expr: \\|\n((?: {10,}.*\n)+)")
            .matcher(Files.readString(MONITORING.resolve("alerts.yml")))
            .results()
            .map(expression -> expression.group(1))
            .filter(expression -> expression.contains("histogram_"))
            .map(expression -> expression.replaceAll("> [\\d.]+", "").replace("[5m]", "[1m]"))
            .toList();
    assertThat(found).hasSizeGreaterThan(3);
    return found;
  }

  private static List<String> missing(Set<String> names, String text) {
    return names.stream().filter(name -> !text.contains("# TYPE " + name + " ")).toList();
  }

  /** Returns the families that expressions of the rules name. */
  private static Set<String> names() throws Exception {
    Set<String> names = new TreeSet<>();
    Matcher name = METRIC.matcher(Files.readString(MONITORING.resolve("alerts.yml")));
    while (name.find()) {
      names.add(name.group().replaceAll("_bucket$", ""));
    }
    return names;
  }

  /** Returns a gateway with a ring, a check, and families that are full at once. */
  private static GatewayConfig config() {
    GatewayConfig usual =
        Gateways.config(List.of(), Gateways.GENEROUS, GatewayConfig.Recording.RING);
    Map<String, String> settings =
        Map.of(
            "metrics-port", "0",
            "max-series", "1",
            "tsdb-url", "http://127.0.0.1:1",
            "runtime-metrics", "false");
    return new GatewayConfig(
        usual.host(),
        0,
        usual.maxConnections(),
        List.of(),
        0,
        usual.recording(),
        new GatewayConfig.Exposure(HairspringConfig.load(null, Map.of(), settings), Gateways.TOKEN),
        usual.proxy());
  }

  private static String file(String name) {
    return MONITORING.resolve(name).toAbsolutePath().normalize().toString();
  }
}
