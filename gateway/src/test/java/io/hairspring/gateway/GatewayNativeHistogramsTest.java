package io.hairspring.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hairspring.gateway.real.Scraper;
import io.hairspring.gateway.testing.Gateways;
import io.hairspring.gateway.testing.Http;
import io.hairspring.gateway.testing.Scrape;
import io.hairspring.gateway.upstream.ReplyPlan;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A running gateway whose latencies a real Prometheus reads as native histograms. */
@Execution(ExecutionMode.CONCURRENT)
class GatewayNativeHistogramsTest {
  private static final int REQUESTS = 300;
  private static final String DURATION = "http_request_duration_seconds";

  @TempDir private Path folder;

  /** A native histogram alone, and with the buckets that a gateway shows beside it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"2; native", "2; histogram,native", "3; histogram,native"})
  void prometheusReadsTheQuantilesOfTheGatewaysRecorder(int major, String shapes) throws Exception {
    try (Gateway gateway =
            Gateway.start(
                Gateways.config(
                    List.of(),
                    Gateways.GENEROUS,
                    GatewayConfig.Recording.DIRECT,
                    Map.of("latency-shapes", shapes)),
                spread(new SplittableRandom(7)));
        Scraper prometheus = prometheus(major, gateway.metricsUrl().orElseThrow().getPort())) {
      System.gc(); // so that there is a pause
      for (int i = 0; i < REQUESTS; i++) {
        Http.get(gateway.url().resolve("openai/v1/models"));
      }
      Scrape.await(gateway, REQUESTS, DURATION + "_count");
      prometheus.await("sum(histogram_count(" + DURATION + "))", count -> count == REQUESTS);
      Histogram own = recorded(gateway);
      assertThat(own.getTotalCount()).isEqualTo(REQUESTS);
      for (double quantile : new double[] {0.5, 0.95, 0.99}) {
        double read =
            prometheus.await(
                "histogram_quantile(" + quantile + ", sum(" + DURATION + "))", q -> q > 0);
        assertThat(read)
            .as("quantile " + quantile)
            .isCloseTo(own.getValueAtPercentile(100 * quantile) / 1e9, withinPercentage(5));
      }
      for (String query : AlertRulesTest.quantileExpressions()) {
        prometheus.await("count(" + query + ")", series -> series >= 1);
      }
      for (String query : DashboardsTest.quantileQueries()) {
        if (!query.contains("_wait_")) { // nobody had to
          prometheus.await("count(" + query + ")", series -> series >= 1);
        }
      }
    }
  }

  private Scraper prometheus(int major, int port) {
    return major == 2
        ? Scraper.prometheus(folder, List.of("--enable-feature=native-histograms"), port)
        : Scraper.prometheus3(folder, port);
  }

  /** Returns a plan of answers that take up to some milliseconds, few of them long. */
  private static ReplyPlan spread(SplittableRandom random) {
    return model -> {
      double millis;
      synchronized (random) {
        millis = Math.exp(0.8 * random.nextGaussian());
      }
      return new ReplyPlan.Reply((long) (millis * TimeUnit.MILLISECONDS.toNanos(1)), 200, 10);
    };
  }

  /** Returns what the recorder itself holds, over all its series. */
  private static Histogram recorded(Gateway gateway) throws Exception {
    URI hdr = gateway.metricsUrl().orElseThrow().resolve("metrics/hdr?name=" + DURATION);
    Histogram all = new Histogram(1, TimeUnit.HOURS.toNanos(1), 2);
    for (JsonNode series : new ObjectMapper().readTree(Http.get(hdr).body()).get("histograms")) {
      byte[] payload = Base64.getDecoder().decode(series.get("histogram").asText());
      all.add(Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(payload), 0));
    }
    return all;
  }
}
