package io.hairspring.exposition.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class ConfigPrintTest {
  @Test
  void whatIsPrintedTellsPlacesAndNoSecrets() {
    String printed = settings().print();
    assertThat(printed)
        .contains("# from HAIRSPRING_METRICS_PORT\nmetrics-port=9090\n")
        .contains("# from prefix\nmetrics-prefix=wilab_\n")
        .contains("# default\nmetrics-host=127.0.0.1\n")
        .contains("# default\n#max-stripes=\n")
        .contains("# from HAIRSPRING_RESET_TOKEN, not shown\n#reset-token=\n")
        .doesNotContain("hidden");
  }

  @Test
  void whatIsPrintedReadsBackAsTheSame() throws Exception {
    Properties read = new Properties();
    read.load(new StringReader(settings().print()));
    ConfigSettings again =
        ConfigSettings.builder(HairspringConfig.KEYS).properties("again", read).build();
    assertThat(again.get(ConfigKeys.PORT)).isEqualTo("9090");
    assertThat(again.get(ConfigKeys.LABELS)).isEqualTo("path=C:\\x");
    assertThat(again.get(ConfigKeys.RESET_TOKEN)).isNull();
  }

  private static ConfigSettings settings() {
    return ConfigSettings.builder(HairspringConfig.KEYS)
        .environment(Map.of("HAIRSPRING_METRICS_PORT", "9090", "HAIRSPRING_RESET_TOKEN", "hidden"))
        .set("prefix", "wilab_")
        .set("metrics-labels", "path=C:\\x")
        .build();
  }
}
