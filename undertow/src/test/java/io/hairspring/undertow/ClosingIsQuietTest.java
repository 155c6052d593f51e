package io.hairspring.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.MetricsCollector;
import io.hairspring.testing.Until;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Scrapers that keep coming while a server closes, as they do whenever a process ends. */
class ClosingIsQuietTest {
  private static final int SERVERS = 15;
  private static final int SCRAPERS = 4;
  private static final int SCRAPES_FIRST = 200;

  private final ExecutorService scrapers = Executors.newFixedThreadPool(SCRAPERS);
  private final LoggedWarnings warnings = new LoggedWarnings("");

  @AfterEach
  void stop() {
    scrapers.shutdownNow();
    warnings.close();
  }

  @Test
  void aServerThatClosesWhileScrapesEndLogsNoWarning() {
    for (int i = 0; i < SERVERS; i++) {
      MetricsServer server = MetricsServer.builder(MetricsCollector.create()).port(0).start();
      AtomicInteger scrapes = new AtomicInteger();
      for (int scraper = 0; scraper < SCRAPERS; scraper++) {
        scrapers.execute(() -> scrapeUntilClosed(new Client(server.port()), scrapes));
      }
      Until.isTrue("at work", () -> scrapes.get() >= SCRAPES_FIRST);
      server.close();
    }
    assertThat(warnings.shown()).isEmpty();
  }

  private static void scrapeUntilClosed(Client client, AtomicInteger scrapes) {
    try {
      while (client.get("/metrics").statusCode() == 200) {
        scrapes.incrementAndGet();
      }
    } catch (IOException | InterruptedException closed) {
      // what the test waits for
    }
  }
}
