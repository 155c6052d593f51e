package io.hairspring.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.exposition.config.ConfigKey;
import io.hairspring.exposition.config.HairspringConfig;
import io.hairspring.testing.Snippets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the README and the pages under docs show works as it is shown. */
class ReadmeTest {
  private static final Path ROOT = Path.of("..");

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "new CallTimer",
        "StateSet<",
        "LatencyShape.",
        "WindowSettings",
        "new HttpServerMetrics",
        "new PrometheusText"
      })
  void theInstrumentSnippetsCompile(String part) throws Exception {
    String snippet = block("java", part);
    String source =
        """
            import io.hairspring.collector.*;
            import io.hairspring.catalog.*;
            import io.hairspring.collector.view.*;
            import io.hairspring.exposition.format.*;
            import java.time.Duration;
            class Snippet {
              void work() {}
              void run(MetricsCollector metrics) {
                %s
              }
            }
            """
            .formatted(snippet);
    Snippets.compile(folder, "Snippet", source).close();
  }

  @Test
  void theSnippetOfSourcesCompiles() throws Exception {
    String source =
        """
            import io.hairspring.collector.*;
            import io.hairspring.collector.source.*;
            import io.hairspring.runtime.*;
            import io.hairspring.runtime.bridge.*;
            import io.prometheus.metrics.model.registry.PrometheusRegistry;
            import java.time.Duration;
            class Sources {
              interface Pool {
                int busy();

                int idle();
              }
              void run(MetricsCollector metrics, Pool pool, PrometheusRegistry prometheusRegistry) {
                %s
              }
            }
            """
            .formatted(block("java", "RuntimeMetrics.register"));
    Snippets.compile(folder, "Sources", source).close();
  }

  @Test
  void thePrometheusConfigurationIsTheOneInTheTree() throws IOException {
    String file = Files.readString(ROOT.resolve("src/monitoring/prometheus.yml"));
    assertThat(file).endsWith(block("yaml", "scrape_configs"));
  }

  @Test
  void everySettingIsExplained() throws IOException {
    String shown = shown();
    for (ConfigKey key : HairspringConfig.KEYS) {
      assertThat(shown).contains("`" + key.name() + "`");
      key.aliases().forEach(alias -> assertThat(shown).contains("`" + alias + "`"));
    }
  }

  private static String block(String language, String part) throws IOException {
    Matcher blocks =
        Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(shown());
    while (blocks.find()) {
      if (blocks.group(1).contains(part)) {
        return blocks.group(1);
      }
    }
    throw new AssertionError("no page shows " + language + " with " + part);
  }

  private static String shown() throws IOException {
    StringBuilder shown = new StringBuilder();
    for (Path page : pages()) {
      shown.append(Files.readString(page));
    }
    return shown.toString();
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
      return Stream.concat(
              Stream.of(ROOT.resolve("README.md")),
              docs.filter(page -> page.toString().endsWith(".md")).sorted())
          .toList();
    }
  }
}
