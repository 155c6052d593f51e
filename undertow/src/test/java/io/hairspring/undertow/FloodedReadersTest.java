package io.hairspring.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.CollectorConfig;
import io.hairspring.collector.MetricsCollector;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Somebody has far more collections made than may begin in a second. */
class FloodedReadersTest {
  private static final int RATE = 10;
  private static final int FLOOD = 4 * RATE;
  private static final String RESET =
      String.join(
          "\r\n",
          "POST /metrics/reset?name=hairspring_scrapes_total HTTP/1.1",
          "Host: x",
          "Authorization: Bearer t",
          "",
          "");
  private static final String RESETS = "hairspring_resets_total{scope=\"family\"} ";

  private final MetricsCollector metrics =
      MetricsCollector.create(CollectorConfig.defaults().withMaxCollectionsPerSecond(RATE));
  private final MetricsServer server =
      MetricsServer.builder(metrics).port(0).resetToken("t").start();
  private final Client client = new Client(server.port());
  private final List<Socket> flood = new ArrayList<>();

  @AfterEach
  void stop() throws IOException {
    for (Socket socket : flood) {
      socket.close();
    }
    server.close();
    metrics.close();
  }

  @Test
  void aScrapeComesAmidAFloodOfResets() throws Exception {
    for (int i = 0; i < FLOOD; i++) {
      flood.add(client.open(RESET));
    }
    assertThat(count(client.get("/metrics").body())).isBetween(0, FLOOD - 1);
  }

  private static int count(String page) {
    return page.lines()
        .filter(line -> line.startsWith(RESETS))
        .mapToInt(line -> Integer.parseInt(line.substring(RESETS.length())))
        .findFirst()
        .orElse(-1);
  }
}
