package io.hairspring.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.MetricsCollector;
import io.hairspring.gateway.real.Parsers;
import io.hairspring.gateway.testing.Http;
import io.hairspring.undertow.MetricsServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Kubernetes files in the tree ask for routes, ports and flags that there are. */
class KubernetesTest {
  private static final Path ROOT = Path.of("..");
  private static final Path MONITORING = ROOT.resolve("src/monitoring");

  @TempDir private Path folder;

  @Test
  void vmagentTakesTheScrapeConfiguration() {
    Parsers.assertVmagentAccepts(folder, MONITORING.resolve("prometheus-kubernetes.yml"));
    Parsers.assertVmagentAccepts(folder, MONITORING.resolve("prometheus.yml"));
  }

  @Test
  void probesAndScrapersAskRoutesThatAnswer() throws IOException {
    List<String> paths = found("path: \"?(/[a-z]+)");
    assertThat(paths).containsExactly("/metrics", "/live", "/live", "/ready");
    try (MetricsCollector metrics = MetricsCollector.create();
        MetricsServer server = MetricsServer.builder(metrics).port(0).start()) {
      for (String path : paths) {
        URI route = URI.create(server.url()).resolve(path);
        assertThat(Http.get(route).statusCode()).as(path).isEqualTo(200);
      }
    }
  }

  @Test
  void portsAndFlagsAreThoseOfTheDocuments() throws IOException {
    String documented = Files.readString(ROOT.resolve("docs/gateway.md"));
    List<String> ports = found("(?:containerPort: |io/port: \")(\\d+)");
    assertThat(ports).containsExactly("9464", "8080", "9464");
    ports.forEach(port -> assertThat(documented).contains(port + ","));
    List<String> flags = found("- (--[a-z-]+)=");
    assertThat(flags).hasSize(5);
    flags.forEach(flag -> assertThat(documented).contains("`" + flag));
  }

  private static List<String> found(String pattern) throws IOException {
    String text = Files.readString(MONITORING.resolve("kubernetes.yml"));
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map((MatchResult result) -> result.group(1))
        .toList();
  }
}
