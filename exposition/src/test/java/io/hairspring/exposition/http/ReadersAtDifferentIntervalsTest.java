package io.hairspring.exposition.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.latency.LatencyRecorder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Some read often, some seldom, two reset: what one of them sees depends on none of the others. */
class ReadersAtDifferentIntervalsTest {
  private final MetricsCollector metrics = MetricsCollector.create();
  private final LatencyRecorder latency = metrics.latency("job_seconds", "Jobs.").register();
  private final MetricsServer server =
      MetricsServer.builder(metrics).port(0).resetToken("t").start();
  private final Client client = new Client(server.port());

  @AfterEach
  void stop() {
    server.close();
    metrics.close();
  }

  @Test
  void nobodysWindowChangesBecauseSomebodyElseReadsOrResets() throws Exception {
    long firstReader = 0;
    long secondReader = 0;
    for (int second = 1; second <= 12; second++) {
      latency.record(second * 1_000_000L);
      JsonNode often = job(get("/metrics/json"));
      assertThat(often.at("/window/count").asInt()).isEqualTo(second);
      assertThat(often.at("/min").asDouble()).isCloseTo(0.001, withinPercentage(1));
      assertThat(often.at("/max").asDouble()).isCloseTo(second / 1_000.0, withinPercentage(1));
      if (second % 3 == 0) {
        firstReader += job(reset("")).at("/count").asLong();
      }
      if (second % 4 == 0) {
        secondReader += job(reset("?name=job_seconds")).at("/count").asLong();
      }
    }
    JsonNode seldom = job(get("/metrics/json"));
    assertThat(seldom.at("/window/count").asInt()).isEqualTo(12);
    long open = seldom.at("/count").asLong();
    assertThat(firstReader + secondReader + open).isEqualTo(12);
  }

  private JsonNode get(String path) throws Exception {
    return JsonMapper.builder().build().readTree(client.get(path).body());
  }

  private JsonNode reset(String query) throws Exception {
    return JsonMapper.builder()
        .build()
        .readTree(
            client.send("POST", "/metrics/reset" + query, "Authorization", "Bearer t").body());
  }

  private static JsonNode job(JsonNode answer) {
    for (JsonNode family : answer.at("/families")) {
      if (family.at("/name").asText().equals("job_seconds")) {
        return family.at("/series/0");
      }
    }
    throw new AssertionError(answer);
  }
}
