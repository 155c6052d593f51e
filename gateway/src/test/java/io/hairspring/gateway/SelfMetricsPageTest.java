package io.hairspring.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.gateway.testing.Gateways;
import io.hairspring.gateway.testing.Http;
import io.hairspring.gateway.upstream.ReplyPlan;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a gateway shows of itself is explained. */
class SelfMetricsPageTest {
  private static final Path DOCS = Path.of("..", "docs");
  private static final Pattern OWN = Pattern.compile("(?m)^# TYPE ((hairspring|gateway)_\\S+) ");

  @Test
  void everyFamilyOfItsOwnStandsOnAPage() throws Exception {
    String pages =
        Files.readString(DOCS.resolve("self-metrics.md"))
            + Files.readString(DOCS.resolve("gateway.md"));
    try (Gateway gateway =
        Gateway.start(
            Gateways.config(List.of(), Gateways.GENEROUS, GatewayConfig.Recording.RING),
            model -> new ReplyPlan.Reply(0, 200, 10))) {
      Http.get(gateway.url().resolve("openai/v1/models"));
      URI metrics = gateway.metricsUrl().orElseThrow().resolve("metrics");
      Http.get(metrics); // so that the next one has the figures of a scrape
      Matcher family = OWN.matcher(Http.get(metrics).body());
      int families = 0;
      while (family.find()) {
        families++;
        assertThat(pages).contains("`" + family.group(1));
      }
      assertThat(families).isGreaterThan(50);
    }
  }
}
