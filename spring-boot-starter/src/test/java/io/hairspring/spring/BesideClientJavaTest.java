package io.hairspring.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.micrometer.HairspringMeterRegistry;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** An application that has Micrometer's Prometheus registry still. On a class path of its own. */
class BesideClientJavaTest {
  private static final String UPTIME = "\nprocess_uptime_seconds ";

  @Test
  void thePageStaysItsOwnAndOursIsBesideIt() throws IOException {
    try (Gateway gateway = Gateway.start()) {
      gateway.bean(HairspringMeterRegistry.class).metrics().counter("own_total", "Own.").register();
      assertThat(gateway.page()).contains(UPTIME).doesNotContain("own_total");
      assertThat(Gateway.text(gateway.get("/actuator/hairspring/prometheus")))
          .contains(UPTIME, "\nown_total 0\n");
    }
  }
}
