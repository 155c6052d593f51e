package io.hairspring.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.gateway.real.Parsers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The compose file mounts what is there, publishes to loopback alone, and is one whole. */
class ComposeTest {
  private static final Path FOLDER = Path.of("..", "src", "monitoring", "compose");

  @TempDir private Path folder;

  @Test
  void whatIsMountedIsThere() throws IOException {
    List<String> mounted = found("compose.yml", "- (\\.[./a-z-]*):/");
    assertThat(mounted).hasSize(7);
    for (String path : mounted) {
      assertThat(FOLDER.resolve(path)).exists();
    }
  }

  @Test
  void portsAreThoseOfLoopbackAlone() throws IOException {
    assertThat(found("compose.yml", "- \"([0-9.:]+:\\d+)\""))
        .hasSize(4)
        .allMatch(port -> port.startsWith("127.0.0.1:"));
  }

  @Test
  void prometheusTakesItsConfigurationWithTheRules() throws IOException {
    Path config = copy(FOLDER.resolve("prometheus.yml"));
    copy(FOLDER.resolve("../alerts.yml"));
    copy(FOLDER.resolve("../slo.yml"));
    assertThat(Parsers.promtool(folder, "check", "config", config.toString()))
        .contains("SUCCESS: 2 rule files found");
  }

  @Test
  void whoAsksWhomFitsTogether() throws IOException {
    assertThat(found("prometheus.yml", "targets: \\[\"(.*?)\"")).containsExactly("gateway:9464");
    assertThat(found("grafana-datasources.yml", "url: (.*)"))
        .containsExactly("http://prometheus:9090");
    assertThat(found("compose.yml", ":(/dashboards):ro"))
        .isEqualTo(found("grafana-dashboards.yml", "path: (.*)"));
  }

  private Path copy(Path file) throws IOException {
    return Files.copy(file, folder.resolve(file.getFileName()));
  }

  private static List<String> found(String file, String pattern) throws IOException {
    return Pattern.compile(pattern)
        .matcher(Files.readString(FOLDER.resolve(file)))
        .results()
        .map((MatchResult result) -> result.group(1))
        .toList();
  }
}
