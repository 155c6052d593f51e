package io.hairspring.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.hairspring.collector.CollectorConfig;
import io.hairspring.collector.LatencyRecorder;
import io.hairspring.collector.MetricsCollector;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Two services in which the same happens for five minutes. The one is read often, seldom and in
 * between, in several formats, and reset by two who do not know of each other. The other is read by
 * nobody but the test.
 */
class ReadersAtDifferentIntervalsTest {
  private static final int SECONDS = 300;

  private final AtomicLong nanos = new AtomicLong();
  private final Service read = new Service();
  private final Service alone = new Service();

  @AfterEach
  void stop() {
    read.close();
    alone.close();
  }

  @Test
  void nobodysWindowChangesBecauseSomebodyElseReadsOrResets() throws Exception {
    long first = 0;
    long second = 0;
    for (int now = 1; now <= SECONDS; now++) {
      nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
      read.happens(now);
      alone.happens(now);
      read.get("/metrics");
      if (now % 5 == 0) {
        read.get("/metrics/summary");
      }
      if (now % 15 == 0) {
        first += count(read.reset(""));
      }
      if (now % 40 == 0) {
        second += count(read.reset("?name=job_seconds"));
      }
      if (now % 7 == 0 || now % 60 == 0) {
        JsonNode window = job(read.json()).at("/window");
        assertThat(window.at("/count").asInt()).as("at %d s", now).isPositive();
        assertThat(window).as("at %d s", now).isEqualTo(job(alone.json()).at("/window"));
      }
    }
    assertThat(first + second + count(read.json())).isEqualTo(SECONDS);
    assertThat(count(alone.json())).isEqualTo(SECONDS);
  }

  private static JsonNode job(JsonNode answer) {
    for (JsonNode family : answer.at("/families")) {
      if (family.at("/name").asText().equals("job_seconds")) {
        return family.at("/series/0");
      }
    }
    throw new AssertionError(answer);
  }

  private static long count(JsonNode answer) {
    return job(answer).at("/count").asLong();
  }

  /** A service with a latency and a server, on the time of the test. */
  private final class Service {
    private final MetricsCollector metrics =
        MetricsCollector.create(
            CollectorConfig.defaults()
                .withMaxCollectionsPerSecond(0) // minutes pass at once
                .withTicker(nanos::get)
                .withClockThread(false));
    private final LatencyRecorder latency = metrics.latency("job_seconds", "Jobs.").register();
    private final MetricsServer server =
        MetricsServer.builder(metrics).port(0).resetToken("t").start();
    private final Client client = new Client(server.port());

    void happens(int now) {
      latency.record(1 + TimeUnit.MILLISECONDS.toNanos(now * 37L % 100));
      metrics.tick();
    }

    String get(String path) throws Exception {
      return client.get(path).body();
    }

    JsonNode json() throws Exception {
      return JsonMapper.builder().build().readTree(get("/metrics/json"));
    }

    JsonNode reset(String query) throws Exception {
      return JsonMapper.builder()
          .build()
          .readTree(
              client.send("POST", "/metrics/reset" + query, "Authorization", "Bearer t").body());
    }

    void close() {
      server.close();
      metrics.close();
    }
  }
}
