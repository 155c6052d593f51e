package io.hairspring.exposition.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The variables of a pod beside services whose names start with hairspring. */
class ServiceLinksTest {
  private static final List<ConfigKey> KEYS =
      List.of(ConfigKey.of("metrics-port", "9464"), ConfigKey.of("node-service-host", "here"));

  @ParameterizedTest
  @ValueSource(
      strings = {"HAIRSPRING", "HAIRSPRING_METRICS", "HAIRSPRING_GATEWAY", "HAIRSPRING_V2_9_X"})
  void areNoSettingsWhateverTheServiceIsCalled(String service) {
    Map<String, String> links = new HashMap<>();
    links.put(service + "_SERVICE_HOST", "10.0.0.1");
    links.put(service + "_SERVICE_PORT", "9464");
    links.put(service + "_SERVICE_PORT_HTTP", "9464");
    links.put(service + "_SERVICE_PORT_METRICS_2", "9465");
    for (String protocol : List.of("TCP", "UDP", "SCTP")) {
      String port = service + "_PORT_9464_" + protocol;
      String small = protocol.toLowerCase(Locale.ROOT);
      links.put(port, small + "://10.0.0.1:9464");
      links.put(port + "_PROTO", small);
      links.put(port + "_PORT", "9464");
      links.put(port + "_ADDR", "fd00::1");
    }
    links.put(service + "_PORT", "tcp://[fd00::1]:9464");
    ConfigSettings settings = ConfigSettings.builder(KEYS).environment(links).build();
    assertThat(settings.has(KEYS.get(0))).isFalse();
  }

  @Test
  void areNamedInOneLine() {
    Logger logger = Logger.getLogger(ConfigSources.class.getName());
    List<String> said = new ArrayList<>();
    Handler handler = new Said(said);
    logger.addHandler(handler);
    logger.setUseParentHandlers(false);
    try {
      Map<String, String> links =
          Map.of(
              "HAIRSPRING_METRICS_PORT", "tcp://10.0.0.1:9464",
              "HAIRSPRING_GATEWAY_SERVICE_HOST", "10.0.0.2");
      ConfigSettings.builder(KEYS).environment(links).build();
      ConfigSettings.builder(KEYS).environment(Map.of("HAIRSPRING_METRICS_PORT", "1")).build();
    } finally {
      logger.removeHandler(handler);
      logger.setUseParentHandlers(true);
    }
    assertThat(said).hasSize(1);
    assertThat(said.get(0))
        .endsWith(": HAIRSPRING_GATEWAY_SERVICE_HOST, HAIRSPRING_METRICS_PORT")
        .doesNotContain("\n");
  }

  @ParameterizedTest
  @CsvSource({
    "HAIRSPRING_METRICS_PROT, 9464",
    "HAIRSPRING_METRIC_PORT, 9464",
    "HAIRSPRING_METRIC_PORT, 10.0.0.1:9464",
    "HAIRSPRING_METRICS_SERVICE_PORT, none",
    "HAIRSPRING_METRICS_PORT_9464_TCP, 9464",
    "HAIRSPRING_METRICS_PORTS, tcp://10.0.0.1:9464"
  })
  void aMistakeIsNoSuchVariable(String name, String value) {
    assertThatThrownBy(() -> ConfigSettings.builder(KEYS).environment(Map.of(name, value)))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(name + ": unknown; ");
  }

  @Test
  void aSettingThatIsCalledLikeOneIsASetting() {
    Map<String, String> variables =
        Map.of("HAIRSPRING_NODE_SERVICE_HOST", "10.0.0.1", "HAIRSPRING_METRICS_PORT", "1");
    ConfigSettings settings = ConfigSettings.builder(KEYS).environment(variables).build();
    assertThat(settings.get(KEYS.get(0))).isEqualTo("1");
    assertThat(settings.get(KEYS.get(1))).isEqualTo("10.0.0.1");
  }

  /** Keeps what is logged. */
  private static final class Said extends Handler {
    private final List<String> messages;

    Said(List<String> messages) {
      this.messages = messages;
    }

    @Override
    public void publish(LogRecord line) {
      messages.add(line.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
