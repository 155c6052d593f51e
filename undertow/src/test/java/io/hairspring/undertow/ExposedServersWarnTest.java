package io.hairspring.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.MetricsCollector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExposedServersWarnTest {
  private final LoggedWarnings warnings = new LoggedWarnings(MetricsServer.class.getName());

  @AfterEach
  void stopListening() {
    warnings.close();
  }

  @Test
  void aServerThatOthersCanReachWarnsOnceThatTheyCanReadIt() {
    builder().host("0.0.0.0").start().close();
    assertThat(warnings.shown()).hasSize(1);
    assertThat(warnings.shown().get(0)).contains("0.0.0.0", "without a scrape token or user");
  }

  @Test
  void aSecretThatTravelsInTheClearIsWarnedOf() {
    builder().host("0.0.0.0").scrapeToken("s3cret").start().close();
    assertThat(warnings.shown()).hasSize(1);
    assertThat(warnings.shown().get(0)).contains("without TLS").doesNotContain("s3cret");
  }

  @Test
  void onLoopbackThereIsNothingToWarnOf() {
    builder().start().close();
    assertThat(warnings.shown()).isEmpty();
  }

  private static MetricsServer.Builder builder() {
    return MetricsServer.builder(MetricsCollector.create()).port(0);
  }
}
