package io.hairspring.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hairspring.gateway.GatewayConfig.Recording;
import io.hairspring.gateway.LoadGenerator.Sleeps;
import io.hairspring.gateway.testing.Gateways;
import io.hairspring.gateway.testing.Http;
import io.hairspring.gateway.testing.Scrape;
import io.hairspring.gateway.upstream.ReplyPlan;
import io.hairspring.gateway.upstream.ReplyPlan.Reply;
import io.hairspring.testing.Scale;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The main job, end to end: not one request too many or too few, of fifty thousand in full. */
class EveryRequestIsCountedTest {
  private static final int REQUESTS = Scale.of(50_000, 2_000);
  private static final int HANG_UPS = REQUESTS / 50;
  private static final String CHAT = "endpoint=\"/openai/v1/chat/completions\"";

  @Test
  void requestsAreCountedAndTimedAsTheUpstreamSlept() {
    try (Gateway gateway = start(8, 40, Recording.DIRECT)) {
      LoadGenerator load = new LoadGenerator(gateway.url());
      load.hangUp(HANG_UPS);
      Sleeps sleeps = load.run(REQUESTS - HANG_UPS);

      Scrape.await(gateway, REQUESTS, "http_requests_total");
      Scrape.await(gateway, 0, "http_requests_in_flight");
      Scrape scrape = Scrape.of(gateway);
      assertThat(scrape.sum("http_request_duration_seconds_count")).isEqualTo(REQUESTS);
      assertThat(scrape.sum("upstream_requests_total")).isEqualTo(REQUESTS);
      assertThat(scrape.sum("upstream_request_duration_seconds_count")).isEqualTo(REQUESTS);
      double errors = scrape.sum("http_requests_total", "status=\"500\"");
      double left = scrape.sum("http_requests_total", "status=\"4"); // before they were answered
      assertThat(errors).isBetween(REQUESTS / 4.0 - left, REQUESTS / 4.0);
      assertThat(left).isLessThanOrEqualTo(HANG_UPS);
      assertThat(scrape.sum("http_requests_total", "status=\"200\""))
          .isEqualTo(REQUESTS - errors - left);
      assertThat(scrape.sum("http_request_errors_total")).isEqualTo(errors);

      agrees(scrape, 0.5, sleeps);
      agrees(scrape, 0.99, sleeps);
    }
  }

  @ParameterizedTest
  @EnumSource(Recording.class)
  void aResetUnderLoadLosesNoRequestAndCountsNoneTwice(Recording recording) {
    try (Gateway gateway = start(1, 1, recording)) {
      URI reset = gateway.metricsUrl().orElseThrow().resolve("metrics/reset");
      LoadGenerator load = new LoadGenerator(gateway.url());
      AtomicInteger resets = new AtomicInteger();
      StringBuilder closed = new StringBuilder();
      load.whenAnswered(
          REQUESTS / 2,
          () -> {
            closed.append(Http.post(reset, "", "Authorization", "Bearer " + Gateways.TOKEN).body());
            resets.incrementAndGet();
          });
      load.run(REQUESTS);
      Scrape.until(() -> resets.get() == 1, () -> "no reset");

      double requests = closed(closed.toString(), "http_requests_total", "value");
      double latencies = closed(closed.toString(), "http_request_duration_seconds", "count");
      assertThat(requests).isBetween(1.0, REQUESTS - 1.0);
      if (recording == Recording.RING) {
        assertThat(latencies).isEqualTo(requests); // each request whole, in one epoch
      }
      Scrape.await(gateway, REQUESTS - requests, "http_requests_total");
      Scrape.await(gateway, REQUESTS - latencies, "http_request_duration_seconds_count");
    }
  }

  /** An upstream in which every fourth answer is an error and every twentieth is slow. */
  private static Gateway start(long millis, long slowMillis, Recording recording) {
    AtomicInteger number = new AtomicInteger();
    ReplyPlan plan =
        model -> {
          int n = number.getAndIncrement();
          long delayMillis = n % 20 == 7 ? slowMillis : millis;
          return new Reply(TimeUnit.MILLISECONDS.toNanos(delayMillis), n % 4 == 0 ? 500 : 200, 10);
        };
    return Gateway.start(Gateways.config(List.of(), Gateways.GENEROUS, recording), plan);
  }

  /**
   * The gateway's quantile must lie between what the upstream slept, within the precision, and what
   * it slept plus the time of the proxy. The proxy's time is what the client saw beyond the sleep.
   * At most one request in two hundred is above the 99.5th percentile of either, so the sum of both
   * bounds the quantile whatever else the machine does.
   */
  private static void agrees(Scrape scrape, double quantile, Sleeps sleeps) {
    double recorded =
        scrape.sum(
            "http_request_duration_seconds", CHAT, "method=\"POST\"", "quantile=\"" + quantile);
    double share = 0.005;
    assertThat(recorded)
        .isGreaterThan(0.95 * sleeps.sleptSeconds(quantile))
        .isLessThan(1.05 * sleeps.sleptSeconds(quantile + share) + sleeps.proxySeconds(1 - share));
  }

  private static double closed(String json, String name, String member) {
    double sum = 0;
    for (JsonNode family : read(json).path("families")) {
      if (family.path("name").asText().equals(name)) {
        for (JsonNode series : family.path("series")) {
          sum += series.path(member).asDouble();
        }
      }
    }
    return sum;
  }

  private static JsonNode read(String json) {
    try {
      return new ObjectMapper().readTree(json);
    } catch (JsonProcessingException broken) {
      throw new AssertionError(json, broken);
    }
  }
}
