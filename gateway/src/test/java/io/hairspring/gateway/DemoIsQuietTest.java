package io.hairspring.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.gateway.testing.Gateways;
import io.hairspring.gateway.testing.Scrape;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The demo gives no cause for an alert. */
class DemoIsQuietTest {
  private static final int LOOK_UPS = 400;
  private static final int REQUESTS_PER_SECOND = 1_000;

  /** The alert begins at a half. */
  @Test
  void theCacheHasMostOfWhatItIsAskedFor() {
    GatewayConfig usual = Gateways.config(List.of(), Gateways.GENEROUS);
    try (Gateway gateway =
        Gateway.start(
            new GatewayConfig(
                usual.host(),
                0,
                usual.maxConnections(),
                List.of(),
                REQUESTS_PER_SECOND,
                usual.recording(),
                usual.metrics(),
                usual.proxy()))) {
      Scrape.until(
          () -> hits(gateway) + misses(gateway) >= LOOK_UPS,
          () -> hits(gateway) + " hits, " + misses(gateway) + " misses");
      assertThat(misses(gateway)).isLessThan(0.42 * (hits(gateway) + misses(gateway)));
    }
  }

  private static double hits(Gateway gateway) {
    return Scrape.of(gateway).sum("cache_hits_total");
  }

  private static double misses(Gateway gateway) {
    return Scrape.of(gateway).sum("cache_misses_total");
  }
}
