package io.hairspring.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.hairspring.catalog.HttpServerMetrics;
import io.hairspring.collector.CollectorConfig;
import io.hairspring.collector.Counter;
import io.hairspring.collector.Family;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.exposition.format.JsonWriter;
import io.hairspring.exposition.format.PrometheusText;
import io.hairspring.exposition.format.Utf8Buffer;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the page is told of the last quarter of an hour. */
class HistoryTest {
  private final AtomicLong nanos = new AtomicLong();
  private final AtomicLong wallMillis = new AtomicLong(1_000_000);
  private final MetricsCollector metrics =
      MetricsCollector.create(
          CollectorConfig.defaults()
              .withMaxCollectionsPerSecond(0)
              .withTicker(nanos::get)
              .withClock(wallClock())
              .withClockThread(false));
  private final HttpServerMetrics http = new HttpServerMetrics(metrics);
  private final History history = new History(metrics, Runnable::run);

  private Clock wallClock() {
    InstantSource source = () -> Instant.ofEpochMilli(wallMillis.get());
    return source.withZone(ZoneOffset.UTC);
  }

  @AfterEach
  void close() {
    history.close();
    metrics.close();
  }

  private void step() {
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(History.STEP_SECONDS));
    metrics.tick();
  }

  private JsonNode points(long after) throws IOException {
    return all(after, "").get("points");
  }

  private JsonNode all(long after, String series) throws IOException {
    return all(history, after, series);
  }

  private static JsonNode all(History history, long after, String series) throws IOException {
    Utf8Buffer out = new Utf8Buffer();
    history.write(new JsonWriter(out), after, series);
    return JsonMapper.builder().build().readTree(out.toString());
  }

  @Test
  void thereIsAPointForEachOfTheFirstTicksAndThenForEachStep() throws IOException {
    int few = History.SHORT_POINTS;
    int ticksOfStep = 1_000 * History.STEP_SECONDS / History.TICK_MILLIS;
    for (int tick = 1; tick <= few + 2 * ticksOfStep; tick++) {
      nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(History.TICK_MILLIS));
      metrics.tick();
      assertThat(points(0)).hasSize(tick < few ? tick : few + (tick - few) / ticksOfStep);
    }
  }

  @Test
  void theFirstTickShowsWhatHappenedSoFar() throws IOException {
    http.record("/a", "GET", 200, 1_000_000);
    nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(History.TICK_MILLIS));
    metrics.tick();
    assertThat(points(0).get(0).get("requests").asLong()).isOne();
  }

  @Test
  void aHistoryThatBeganAtAnotherTimeSaysSo() throws IOException {
    try (History later = new History(metrics, Runnable::run)) {
      wallMillis.addAndGet(1);
      try (History again = new History(metrics, Runnable::run)) {
        assertThat(all(again, 0, "").get("began_millis").asLong())
            .isEqualTo(all(later, 0, "").get("began_millis").asLong() + 1);
      }
    }
  }

  @Test
  void aSeriesHasAHeatMapOfItsOwn() throws IOException {
    http.record("/a", "GET", 200, 1_000_000);
    http.record("/b", "POST", 200, 1_000_000);
    step();
    http.record("/b", "POST", 200, 9_000_000);
    step();
    JsonNode all = all(0, "/b POST");
    assertThat(all.get("series").toString()).isEqualTo("[\"/a GET\",\"/b POST\"]");
    assertThat(all.get("heat_of").asText()).isEqualTo("/b POST");
    for (JsonNode point : all.get("points")) {
      assertThat(point.get("heat")).hasSize(2);
      assertThat(point.get("heat").get(1).asLong()).isOne();
    }
    assertThat(all(0, "/c GET").get("heat_of").asText()).isEmpty();
    assertThat(points(0).get(0).get("heat").get(1).asLong()).isEqualTo(2);
  }

  @Test
  void noMoreSeriesHaveOneThanAreBounded() throws IOException {
    IntStream.range(0, 99).forEach(i -> http.record("/" + i, "GET", 200, 1_000_000));
    step();
    assertThat(all(0, "").get("series")).hasSize(History.MOST_SERIES);
    assertThat(points(0).get(0).get("heat").get(1).asLong()).isEqualTo(99);
  }

  @Test
  void moreRequestsThanALongCanSayStayAtTheMost() {
    try (MetricsCollector other = MetricsCollector.create()) {
      Family<Counter> requests = other.counter("http_requests_total", "R.").family("zone");
      requests.with("a").add(Long.MAX_VALUE);
      requests.with("b").inc();
      HistoryReading reading = new HistoryReading("");
      other.visit(reading);
      assertThat(reading.requests).isEqualTo(Long.MAX_VALUE);
    }
  }

  @Test
  void aPauseForGarbageCollectionIsToldApartFromOthers() throws IOException {
    metrics.latency("jvm_hiccup_seconds", "H.").register().record(300_000_000);
    metrics
        .latency("jvm_gc_pause_duration_seconds", "G.")
        .family("cause")
        .with("full")
        .record(250_000_000);
    step();
    JsonNode point = points(0).get(0);
    assertThat(point.get("hiccup_max").asDouble()).isCloseTo(0.3, Percentage.withPercentage(4));
    assertThat(point.get("gc_pause_max").asDouble()).isCloseTo(0.25, Percentage.withPercentage(4));
  }

  @Test
  void eachPointIsOfItsOwnStep() throws IOException {
    IntStream.range(0, 99).forEach(i -> http.record("/a", "GET", 200, 1_000_000));
    http.record("/b", "GET", 500, 900_000_000);
    step();
    http.record("/a", "GET", 200, 7_000_000);
    step();
    JsonNode points = points(0);
    assertThat(points).hasSize(2);
    assertThat(points.get(0).get("requests").asLong()).isEqualTo(100);
    assertThat(points.get(0).get("errors").asLong()).isEqualTo(1);
    assertThat(points.get(0).get("p50").asDouble()).isCloseTo(0.001, Percentage.withPercentage(4));
    assertThat(points.get(0).get("p999").asDouble()).isCloseTo(0.9, Percentage.withPercentage(4));
    assertThat(points.get(1).get("requests").asLong()).isEqualTo(1);
    assertThat(points.get(1).get("p50").asDouble()).isCloseTo(0.007, Percentage.withPercentage(4));
    assertThat(points.get(1).get("heat")).hasSize(2);
  }

  @Test
  void aStepWithoutAThreadIsPartOfTheNext() throws IOException {
    AtomicBoolean noThread = new AtomicBoolean();
    try (History stopped =
        new History(
            metrics,
            task -> {
              if (noThread.get()) {
                throw new OutOfMemoryError("unable to create native thread");
              }
              task.run();
            })) {
      noThread.set(true);
      step();
      noThread.set(false);
      http.record("/a", "GET", 200, 1_000_000);
      step();
      assertThat(all(stopped, 0, "").get("points")).hasSize(1);
    }
  }

  @Test
  void aResetBeginsAnEpochAndTakesNothingFromTheCounts() throws IOException {
    http.record("/a", "GET", 200, 1_000_000);
    step();
    PrometheusText reader = new PrometheusText();
    reader.begin(new Utf8Buffer());
    metrics.reset(reader);
    http.record("/a", "GET", 200, 1_000_000);
    step();
    assertThat(points(0)).hasSize(2);
    assertThat(points(1).get(0).get("requests").asLong()).isEqualTo(1);
    assertThat(points(1).get(0).get("epoch").asLong()).isEqualTo(2);
  }

  @Test
  void theOldestPointGivesWay() throws IOException {
    IntStream.range(0, History.POINTS + 4).forEach(i -> step());
    assertThat(points(0)).hasSize(History.POINTS);
    assertThat(points(History.POINTS)).hasSize(4);
  }
}
