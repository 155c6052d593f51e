package io.hairspring.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.gateway.real.Parsers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** bin/rules prints the alert rules for whatever names a system gave its metrics. */
class RulesForOtherNamesTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path RULES = ROOT.resolve("src/monitoring/alerts.yml");

  @TempDir private Path folder;

  @Test
  void withoutOptionsTheyAreTheFileItself() throws Exception {
    assertThat(rules(0)).isEqualTo(Files.readString(RULES));
  }

  @Test
  void everyNameCanBeAnother() throws Exception {
    String rules =
        rules(
            0,
            "--job",
            "shop/eu",
            "--prefix",
            "shop_",
            "--http",
            "api_",
            "--duration",
            "latency_seconds",
            "--errors",
            "failures_total",
            "--upstream",
            "provider_",
            "--cache",
            "store_");
    assertThat(rules)
        .contains("up{job=\"shop/eu\"}")
        .contains("rate(shop_api_requests_total[", "rate(shop_api_failures_total[")
        .contains("(shop_api_latency_seconds{", "rate(shop_api_latency_seconds_bucket[")
        .contains("rate(shop_provider_errors_total[", "rate(shop_provider_requests_total[")
        .contains("rate(shop_store_hits_total[", "expr: shop_health_check_status{")
        .contains("(shop_gateway_upstream_requests_waiting)")
        .contains("(shop_jvm_hiccup_seconds{", "rate(shop_jvm_gc_pause_duration_seconds_sum[")
        .contains("hairspring_series_overflowed_total") // the collector's own have no prefix
        .doesNotContain("(http_", "(upstream_", " cache_", "(gateway_", "(jvm_");
    Path file = Files.writeString(folder.resolve("shop.yml"), rules);
    assertThat(Parsers.promtool(folder, "check", "rules", file.toString())).contains("SUCCESS");
  }

  @Test
  void whatCannotBeUsedIsRefusedWithOneLine() throws Exception {
    assertThat(rules(2, "--jobs", "a")).containsOnlyOnce("\n").contains("--jobs", "--help");
    assertThat(rules(2, "--job")).containsOnlyOnce("\n").contains("--job", "value");
    assertThat(rules(2, "--prefix", "a-b")).containsOnlyOnce("\n").contains("--prefix", "a-b");
    assertThat(rules(2, "--job", "a\"b")).containsOnlyOnce("\n").contains("--job", "a\"b");
  }

  private static String rules(int exitCode, String... options)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(ROOT.resolve("bin/rules").toString()));
    command.addAll(List.of(options));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isEqualTo(exitCode);
    return output;
  }
}
