package io.hairspring.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hairspring.collector.view.Epoch;
import io.hairspring.collector.view.FamilyView;
import io.hairspring.collector.view.SeriesView;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsCollectorTest {
  private static final Instant NOON = Instant.parse("2026-01-28T12:00:00Z");

  @Test
  void everySeriesCarriesTheLabelsOfTheCollector() {
    MetricsCollector metrics =
        MetricsCollector.create(
            CollectorConfig.defaults().withLabel("app", "edge").withLabel("zone", "a\"b\\c\n"));
    metrics.counter("x_total", "X.").family("path").with("/").inc();
    assertThat(Seen.of(metrics).count("x_total{app=\"edge\",zone=\"a\\\"b\\\\c\\n\",path=\"/\"}"))
        .isEqualTo(1);
  }

  @Test
  void labelValuesThatAreWrittenAlikeAreOneSeries() {
    MetricsCollector metrics = MetricsCollector.create();
    Family<Counter> counters = metrics.counter("x_total", "X.").family("a", "b");
    Counter counter = counters.with("half \uD83D", "");
    counter.inc();
    counters.with("half \uDD70", null).inc();
    counters.with(List.of("half \uFFFD", "")).inc();
    assertThat(counters.with("half \uD83D", "")).isSameAs(counter);
    assertThat(counters.with("whole \uD83D\uDD70", "")).isNotSameAs(counter);
    assertThat(Seen.of(metrics).count("x_total{a=\"half \uFFFD\",b=\"\"}")).isEqualTo(3);
    assertThat(Seen.reset(metrics, "x_total", "half \uD83D", "").epoch()).isNotNull();
    assertThat(counters.remove("half \uDD70", "")).isTrue();
  }

  @Test
  void valuesOfFixedLabelsAreMadeWellFormedToo() {
    MetricsCollector metrics =
        MetricsCollector.create(CollectorConfig.defaults().withLabel("zone", "half \uD83D"));
    metrics.gauge("level", "Level.").label("tank", "\uDD70 half").register().set(3);
    assertThat(Seen.of(metrics).get("level{zone=\"half \uFFFD\",tank=\"\uFFFD half\"}"))
        .isEqualTo(3.0);
    List<List<String>> values = new ArrayList<>();
    metrics.visit(
        new DecliningVisitor() {
          @Override
          public boolean family(FamilyView family) {
            return family.name().equals("level");
          }

          @Override
          public void gauge(SeriesView series, double value) {
            values.add(series.labelValues());
          }
        });
    assertThat(values).containsExactly(List.of("half \uFFFD", "\uFFFD half"));
  }

  @Test
  void anInfoShowsItsLabels() {
    MetricsCollector metrics = MetricsCollector.create();
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put("version", "1.2.0");
    labels.put("commit", "abc");
    metrics.info("build_info", "Build.", labels);
    assertThat(Seen.of(metrics).get("build_info{version=\"1.2.0\",commit=\"abc\"}")).isEqualTo(1);
  }

  @Test
  void aDisabledCollectorRecordsAndShowsNothing() {
    MetricsCollector metrics =
        MetricsCollector.create(CollectorConfig.defaults().withEnabled(false));
    Counter counter = metrics.counter("x_total", "X.").family("path").with("/");
    LatencyRecorder latency = metrics.latency("x_seconds", "X.").register();
    counter.inc();
    latency.stop(latency.start());
    metrics.gauge("g", "G.").register(() -> 1);
    metrics.info("a_info", "A.", Map.of("a", "b"));
    metrics.requests(1, (request, labels) -> request.count(counter)).with("a").record(200, 1);
    assertThat(counter.total()).isZero();
    assertThat(latency.count()).isZero();
    assertThat(Seen.of(metrics).get("x_total{path=\"/\"}")).isNull();
    assertThat(Seen.of(metrics).get("g")).isNull();
  }

  @Test
  void aDisabledCollectorChecksNamesAllTheSame() {
    MetricsCollector metrics =
        MetricsCollector.create(CollectorConfig.defaults().withEnabled(false));
    metrics.counter("x_total", "X.").register();
    assertThatThrownBy(() -> metrics.counter("x_total", "Y.").register())
        .hasMessageContaining("exists already");
    assertThatThrownBy(() -> metrics.counter("x", "X.")).hasMessageContaining("_total");
  }

  @Test
  void epochsAreNumberedAndMeetWithoutAGap() {
    MetricsCollector metrics =
        MetricsCollector.create(
            CollectorConfig.defaults().withClock(Clock.fixed(NOON, ZoneOffset.UTC)));
    Epoch first = Seen.reset(metrics).epoch();
    Epoch second = Seen.reset(metrics).epoch();
    assertThat(first).isEqualTo(new Epoch(1, NOON, NOON));
    assertThat(second.number()).isEqualTo(2);
    assertThat(second.start()).isEqualTo(first.end());
  }

  @Test
  void aFamilyThatTheVisitorDeclinesKeepsItsEpoch() {
    MetricsCollector metrics = MetricsCollector.create();
    metrics.counter("kept_total", "Kept.").register().add(5);
    metrics.reset(new DecliningVisitor());
    assertThat(Seen.of(metrics).count("kept_total")).isEqualTo(5);
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    CollectorConfig config = CollectorConfig.defaults();
    assertThatThrownBy(() -> config.withMaxStripes(-1))
        .hasMessage("maxStripes must be 0 to 4096, was -1");
    assertThatThrownBy(() -> config.withMaxSeries(0))
        .hasMessage("maxSeries must be at least 1, was 0");
    assertThatThrownBy(() -> config.withMaxLabelChars(63))
        .hasMessage("maxLabelChars must be 64 to 65536, was 63");
    assertThatThrownBy(() -> config.withMaxLabelChars(65_537))
        .hasMessage("maxLabelChars must be 64 to 65536, was 65537");
    assertThatThrownBy(() -> config.withMaxCollectionsPerSecond(-1))
        .hasMessage("maxCollectionsPerSecond must be 0 to 1000000, was -1");
    assertThatThrownBy(() -> config.withMaxCollectionsPerSecond(1_000_001))
        .hasMessage("maxCollectionsPerSecond must be 0 to 1000000, was 1000001");
    assertThatThrownBy(() -> config.withLabel("le", "x")).hasMessageContaining("le and quantile");
  }
}
