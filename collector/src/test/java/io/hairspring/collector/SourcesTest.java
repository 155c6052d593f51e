package io.hairspring.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hairspring.collector.source.MetricsSource;
import io.hairspring.collector.source.SourceFamily;
import io.hairspring.collector.source.SourceRegistration;
import io.hairspring.collector.view.DistributionView;
import io.hairspring.collector.view.SummaryView;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What sources tell, and what is refused of it. */
class SourcesTest {
  private static final SourceFamily WORKERS =
      SourceFamily.gauge("workers", "Workers by state.", "state");

  private final MetricsCollector metrics =
      MetricsCollector.create(CollectorConfig.defaults().withPrefix("app_").withLabel("zone", "a"));

  @AfterEach
  void close() {
    metrics.close();
  }

  @Test
  void aSourceIsAskedByEachCollection() {
    AtomicInteger asked = new AtomicInteger();
    register(sink -> sink.gauge("workers", asked.incrementAndGet(), "busy"), WORKERS);
    assertThat(Seen.of(metrics).get("app_workers{zone=\"a\",state=\"busy\"}")).isEqualTo(1.0);
    assertThat(Seen.of(metrics).get("app_workers{zone=\"a\",state=\"busy\"}")).isEqualTo(2.0);
  }

  @Test
  void everyKindOfFamilyIsShown() {
    register(
        sink -> {
          sink.counter("jobs_total", 7);
          sink.counter("cpu_seconds_total", 1.5);
          sink.histogram(
              "size_bytes", DistributionView.of(List.of(10.0), List.of(2L), 3, 30), "in");
          sink.summary("pause_seconds", SummaryView.of(List.of(0.5), List.of(0.25), 4, 1));
          sink.info("runtime_info", "21");
          sink.stateSet("mode", new TestStates());
        },
        SourceFamily.counter("jobs_total", "Jobs."),
        SourceFamily.counter("cpu_seconds_total", "Processor time."),
        SourceFamily.histogram("size_bytes", "Sizes.", "way"),
        SourceFamily.summary("pause_seconds", "Pauses."),
        SourceFamily.info("runtime_info", "The runtime.", "version"),
        SourceFamily.stateSet("mode", "The mode."));
    Seen seen = Seen.of(metrics);
    assertThat(seen.get("app_jobs_total{zone=\"a\"}")).isEqualTo(7L);
    assertThat(seen.get("app_cpu_seconds_total{zone=\"a\"}")).isEqualTo(1.5);
    assertThat(seen.count("app_size_bytes_bucket{zone=\"a\",way=\"in\",le=\"10.0\"}")).isEqualTo(2);
    assertThat(seen.count("app_size_bytes_count{zone=\"a\",way=\"in\"}")).isEqualTo(3);
    assertThat(seen.get("app_pause_seconds{zone=\"a\",quantile=\"0.5\"}")).isEqualTo(0.25);
    assertThat(seen.count("app_pause_seconds_count{zone=\"a\"}")).isEqualTo(4);
    assertThat(seen.get("app_runtime_info{zone=\"a\",version=\"21\"}")).isEqualTo(1);
  }

  @Test
  void aSeriesThatIsNotToldAnyMoreIsGone() {
    AtomicInteger asked = new AtomicInteger();
    register(sink -> sink.gauge("workers", 1, "n" + asked.incrementAndGet()), WORKERS);
    assertThat(Seen.of(metrics).get("app_workers{zone=\"a\",state=\"n1\"}")).isEqualTo(1.0);
    Seen next = Seen.of(metrics);
    assertThat(next.get("app_workers{zone=\"a\",state=\"n1\"}")).isNull();
    assertThat(next.get("app_workers{zone=\"a\",state=\"n2\"}")).isEqualTo(1.0);
  }

  @Test
  void whatDoesNotFitIsRefusedAndCountedAndTheRestShown() {
    metrics
        .source(
            "pool",
            sink -> {
              sink.gauge("workers", 1, "busy");
              sink.gauge("workers", 2, "busy"); // twice
              sink.gauge("workers", 3); // a label value is missing
              sink.counter("workers", 4, "idle"); // another kind
              sink.gauge("undeclared", 5);
              sink.gauge(null, 5);
              sink.gauge("workers", 6, (String) null); // without the label
              sink.gauge("workers", 7, "one too many");
              sink.counter("jobs_total", -1);
              sink.counter("jobs_total", Double.NaN);
            })
        .families(WORKERS, SourceFamily.counter("jobs_total", "Jobs."))
        .maxSeries(2)
        .register();
    Seen seen = Seen.of(metrics);
    assertThat(seen.get("app_workers{zone=\"a\",state=\"busy\"}")).isEqualTo(1.0);
    assertThat(seen.get("app_workers{zone=\"a\"}")).isEqualTo(6.0);
    assertThat(seen.keys()).noneMatch(key -> key.contains("undeclared") || key.contains("jobs"));
    assertThat(own(seen, "refused_total")).isEqualTo(8);
  }

  @Test
  void whatWouldBeWrittenAlikeIsToldOnce() {
    TestStates twice =
        new TestStates() {
          @Override
          public String state(int i) {
            return i == 0 ? "\uD83D" : "\uDD70";
          }
        };
    metrics
        .source(
            "pool",
            sink -> {
              sink.gauge("workers", 1, "\uD83D");
              sink.gauge("workers", 2, "\uDD70");
              sink.stateSet("pool_state", twice);
            })
        .families(WORKERS, SourceFamily.stateSet("pool_state", "State."))
        .register();
    Seen seen = Seen.of(metrics);
    assertThat(seen.get("app_workers{zone=\"a\",state=\"\uFFFD\"}")).isEqualTo(1.0);
    assertThat(seen.keys()).noneMatch(key -> key.contains("pool_state"));
    assertThat(own(seen, "refused_total")).isEqualTo(2);
  }

  @Test
  void aSourceThatThrowsShowsNothingAndIsCounted() {
    AtomicInteger asked = new AtomicInteger();
    metrics.gauge("other", "Another.").register().set(1);
    register(
        sink -> {
          sink.gauge("workers", 1, "busy");
          if (asked.incrementAndGet() > 1) {
            throw new IllegalStateException("away");
          }
        },
        WORKERS);
    assertThat(Seen.of(metrics).get("app_workers{zone=\"a\",state=\"busy\"}")).isEqualTo(1.0);
    Seen failed = Seen.of(metrics);
    assertThat(failed.get("app_workers{zone=\"a\",state=\"busy\"}")).isNull();
    assertThat(failed.get("app_other{zone=\"a\"}")).isEqualTo(1.0);
    assertThat(own(failed, "failures_total")).isEqualTo(1);
  }

  @Test
  void aClashIsRefusedWithBothNamesAndLeavesNothingBehind() {
    metrics.latency("call_seconds", "Calls.").register();
    SourceFamily clash = SourceFamily.gauge("call_seconds_count", "Clashes.");
    assertThatThrownBy(() -> register(sink -> {}, WORKERS, clash))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("app_call_seconds_count")
        .hasMessageContaining("\"app_call_seconds\"");
    assertThat(Seen.of(metrics).keys()).noneMatch(key -> key.contains("source="));
    register(sink -> sink.gauge("workers", 1, "busy"), WORKERS); // neither name is taken
    assertThat(Seen.of(metrics).get("app_workers{zone=\"a\",state=\"busy\"}")).isEqualTo(1.0);
  }

  @Test
  void namesOfTheCollectorAndOfOtherSourcesAreRefused() {
    register(sink -> {}, WORKERS);
    assertThatThrownBy(() -> register(sink -> {})).hasMessageContaining("source \"pool\" exists");
    SourceFamily own = SourceFamily.gauge("hairspring_series", "Clashes.");
    assertThatThrownBy(
            () -> metrics.source("own", sink -> {}).withoutPrefix().families(own).register())
        .hasMessageContaining("hairspring_series");
  }

  @Test
  void aClosedSourceIsAskedNoMoreAndGivesItsNamesBack() {
    AtomicInteger asked = new AtomicInteger();
    SourceRegistration pool = register(sink -> asked.incrementAndGet(), WORKERS);
    Seen.of(metrics);
    pool.close();
    assertThat(Seen.of(metrics).keys()).noneMatch(key -> key.startsWith("app_workers"));
    assertThat(asked).hasValue(1);
    metrics.gauge("workers", "Workers.").register().set(3);
    assertThat(Seen.of(metrics).get("app_workers{zone=\"a\"}")).isEqualTo(3.0);
  }

  @Test
  void aFamilyMayBeDeclaredLaterAndWithOtherLabels() {
    SourceRegistration pool =
        register(
            sink -> {
              sink.gauge("late", 1, "x");
              sink.gauge("late", 2, "x", "y");
            });
    assertThat(own(Seen.of(metrics), "refused_total")).isEqualTo(2);
    pool.declare(SourceFamily.gauge("late", "Declared late.", "one"));
    assertThat(Seen.of(metrics).get("app_late{zone=\"a\",one=\"x\"}")).isEqualTo(1.0);
    pool.declare(SourceFamily.gauge("late", "Declared anew.", "one", "two"));
    assertThat(Seen.of(metrics).get("app_late{zone=\"a\",one=\"x\",two=\"y\"}")).isEqualTo(2.0);
    assertThatThrownBy(() -> pool.declare(SourceFamily.info("late", "Another kind.")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aResetDoesNotReachWhatASourceTells() {
    register(sink -> sink.counter("jobs_total", 7), SourceFamily.counter("jobs_total", "Jobs."));
    assertThat(Seen.reset(metrics).count("app_jobs_total{zone=\"a\"}")).isEqualTo(7);
    assertThat(Seen.of(metrics).count("app_jobs_total{zone=\"a\"}")).isEqualTo(7);
  }

  @Test
  void aCollectorThatIsSwitchedOffAsksNobody() {
    AtomicInteger asked = new AtomicInteger();
    MetricsCollector off = MetricsCollector.create(CollectorConfig.defaults().withEnabled(false));
    MetricsSource source = sink -> asked.incrementAndGet();
    off.source("pool", source).families(WORKERS).every(Duration.ofMillis(1)).register();
    assertThat(Seen.of(off).keys()).isEmpty();
    assertThat(asked).hasValue(0);
  }

  private SourceRegistration register(MetricsSource source, SourceFamily... families) {
    return metrics.source("pool", source).families(families).register();
  }

  private static long own(Seen seen, String what) {
    return seen.count("hairspring_source_" + what + "{zone=\"a\",source=\"pool\"}");
  }
}
