package io.hairspring.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hairspring.collector.view.Epoch;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Resets of everything, of a family and of a series. */
class EpochTest {
  private static final String A = "jobs_total{kind=\"a\"}";
  private static final String B = "jobs_total{kind=\"b\"}";

  private final ManualTime time = new ManualTime();
  private final MetricsCollector metrics = MetricsCollector.create(time.config());
  private final Family<Counter> jobs = metrics.counter("jobs_total", "Jobs.").family("kind");
  private final Counter others = metrics.counter("others_total", "Others.").register();

  @Test
  void resettingAFamilyLeavesTheOthersAlone() {
    jobs.with("a").add(2);
    jobs.with("b").add(3);
    others.add(4);
    Seen closed = Seen.reset(metrics, "jobs_total");
    assertThat(closed.count(A)).isEqualTo(2);
    assertThat(closed.count(B)).isEqualTo(3);
    assertThat(closed.get("others_total")).isNull();
    Seen open = Seen.of(metrics);
    assertThat(open.count(A)).isZero();
    assertThat(open.count("others_total")).isEqualTo(4);
  }

  @Test
  void resettingASeriesLeavesItsSiblingsAlone() {
    jobs.with("a").add(2);
    jobs.with("b").add(3);
    Seen closed = Seen.reset(metrics, "jobs_total", "a");
    assertThat(closed.count(A)).isEqualTo(2);
    assertThat(closed.get(B)).isNull();
    jobs.with("a").inc();
    assertThat(Seen.of(metrics).count(A)).isEqualTo(1);
    assertThat(Seen.of(metrics).count(B)).isEqualTo(3);
  }

  @Test
  void aResetSaysWhenTheClosedValuesWereRecorded() {
    Counter a = jobs.with("a");
    time.passSeconds(10);
    Epoch family = Seen.reset(metrics, "jobs_total").epoch();
    time.passSeconds(10);
    Epoch series = Seen.reset(metrics, "jobs_total", "a").epoch();
    time.passSeconds(10);
    Epoch all = Seen.reset(metrics).epoch();
    assertThat(family).isEqualTo(new Epoch(1, at(0), at(10)));
    assertThat(series).isEqualTo(new Epoch(1, at(10), at(20)));
    assertThat(all).isEqualTo(new Epoch(1, at(0), at(30)));
    assertThat(Seen.of(metrics).epoch()).isEqualTo(new Epoch(2, at(30), at(30)));
    assertThat(Seen.reset(metrics, "jobs_total").epoch()).isEqualTo(new Epoch(2, at(30), at(30)));
    assertThat(a.total()).isZero();
  }

  @Test
  void createdTimestampsMoveWithWhatIsReset() {
    jobs.with("a");
    time.passSeconds(10);
    jobs.with("b");
    time.passSeconds(10);
    Seen closed = Seen.reset(metrics, "jobs_total", "a");
    assertThat(closed.created(A)).isEqualTo(at(0));
    assertThat(Seen.of(metrics).created(A)).isEqualTo(at(20));
    assertThat(Seen.of(metrics).created(B)).isEqualTo(at(10));
    time.passSeconds(10);
    Seen.reset(metrics);
    assertThat(Seen.of(metrics).created(A)).isEqualTo(at(30));
    assertThat(Seen.of(metrics).created(B)).isEqualTo(at(30));
  }

  @Test
  void aResetLeavesAloneSinceWhenAGaugeIsThere() {
    metrics.gauge("level", "Level.").register().set(7);
    time.passSeconds(10);
    Seen.reset(metrics);
    Seen.reset(metrics, "level");
    assertThat(Seen.reset(metrics, "level", new String[0]).epoch().start()).isEqualTo(at(0));
    assertThat(Seen.of(metrics).created("level")).isEqualTo(at(0));
    assertThat(Seen.of(metrics).count("level")).isEqualTo(7);
  }

  @Test
  void latenciesAndHistogramsAreResetAloneToo() {
    LatencyRecorder calls =
        metrics.latency("call_seconds", "Calls.").buckets(0.001).family("kind").with("a");
    Histogram sizes = metrics.histogram("size_bytes", "Sizes.").buckets(1).register();
    calls.record(1_000);
    sizes.observe(2);
    assertThat(Seen.reset(metrics, "call_seconds", "a").count("call_seconds_count{kind=\"a\"}"))
        .isEqualTo(1);
    assertThat(Seen.reset(metrics, "size_bytes").count("size_bytes_count")).isEqualTo(1);
    calls.record(2_000_000);
    Seen open = Seen.of(metrics);
    assertThat(open.count("call_seconds_bucket{kind=\"a\",le=\"0.001\"}")).isZero();
    assertThat(open.count("call_seconds_count{kind=\"a\"}")).isEqualTo(1);
    assertThat(open.get("call_seconds_sum{kind=\"a\"}")).isEqualTo(0.002);
    assertThat(open.count("size_bytes_count")).isZero();
  }

  @Test
  void aFamilyThatTheVisitorDeclinesKeepsItsEpoch() {
    jobs.with("a").add(5);
    metrics.reset("jobs_total", new DecliningVisitor());
    metrics.reset("jobs_total", List.of("a"), new DecliningVisitor());
    assertThat(Seen.of(metrics).count(A)).isEqualTo(5);
    assertThat(Seen.of(metrics).created(A)).isEqualTo(at(0));
  }

  @Test
  void resetsAreCountedByWhatTheyReset() {
    jobs.with("a");
    Seen.reset(metrics, "jobs_total");
    Seen.reset(metrics, "jobs_total", "a");
    Seen.reset(metrics, "jobs_total", "a");
    Seen open = Seen.of(metrics);
    assertThat(open.count("hairspring_resets_total{scope=\"family\"}")).isEqualTo(1);
    assertThat(open.count("hairspring_resets_total{scope=\"series\"}")).isEqualTo(2);
  }

  @Test
  void whatDoesNotExistCannotBeReset() {
    assertThatThrownBy(() -> Seen.reset(metrics, "job_total"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there is no metric \"job_total\"; expected the full name of one");
    assertThatThrownBy(() -> Seen.reset(metrics, "jobs_total", "z"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("metric \"jobs_total\" has no series [z]; expected the label values of one");
    assertThat(Seen.of(metrics).get("jobs_total{kind=\"z\"}")).isNull();
  }

  @Test
  void aDisabledCollectorHasNothingToReset() {
    MetricsCollector disabled = MetricsCollector.create(time.config().withEnabled(false));
    disabled.counter("jobs_total", "Jobs.").register().inc();
    assertThat(Seen.reset(disabled, "jobs_total").epoch()).isEqualTo(new Epoch(1, at(0), at(0)));
  }

  private static Instant at(long seconds) {
    return ManualTime.NOON.plusSeconds(seconds);
  }
}
