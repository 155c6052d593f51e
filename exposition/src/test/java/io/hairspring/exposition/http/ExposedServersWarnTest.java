package io.hairspring.exposition.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.MetricsCollector;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExposedServersWarnTest {
  private final Logger logger = Logger.getLogger(MetricsServer.class.getName());
  private final Warnings warnings = new Warnings();

  @BeforeEach
  void listen() {
    logger.addHandler(warnings);
    logger.setUseParentHandlers(false);
  }

  @AfterEach
  void stopListening() {
    logger.removeHandler(warnings);
    logger.setUseParentHandlers(true);
  }

  @Test
  void aServerThatOthersCanReachWarnsOnceThatTheyCanReadIt() {
    builder().host("0.0.0.0").start().close();
    assertThat(warnings.shown).hasSize(1);
    assertThat(warnings.shown.get(0)).contains("0.0.0.0", "without a scrape token or user");
  }

  @Test
  void aSecretThatTravelsInTheClearIsWarnedOf() {
    builder().host("0.0.0.0").scrapeToken("s3cret").start().close();
    assertThat(warnings.shown).hasSize(1);
    assertThat(warnings.shown.get(0)).contains("without TLS").doesNotContain("s3cret");
  }

  @Test
  void onLoopbackThereIsNothingToWarnOf() {
    builder().start().close();
    assertThat(warnings.shown).isEmpty();
  }

  private static MetricsServer.Builder builder() {
    return MetricsServer.builder(MetricsCollector.create()).port(0);
  }

  /** Keeps what is logged. */
  private static final class Warnings extends Handler {
    private final List<String> shown = new CopyOnWriteArrayList<>();

    @Override
    public void publish(LogRecord logged) {
      if (logged.getLevel().intValue() >= Level.WARNING.intValue()) {
        shown.add(new SimpleFormatter().formatMessage(logged));
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
