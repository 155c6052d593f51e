package io.hairspring.collector;

import static io.hairspring.testing.Refusals.missing;
import static io.hairspring.testing.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.source.SourceBuilder;
import io.hairspring.collector.source.SourceFamily;
import io.hairspring.collector.view.DistributionView;
import io.hairspring.collector.view.LatencyShape;
import io.hairspring.collector.view.MetricsVisitor;
import io.hairspring.collector.view.SummaryView;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** What is set up wrongly is refused at once: by name, with its value and what is expected. */
class SetUpErrorsTest {
  private static final Duration AGES = Duration.ofSeconds(Long.MAX_VALUE);
  private static final String AGES_TEXT = ", was " + AGES;

  private final CollectorConfig config = CollectorConfig.defaults().withClockThread(false);
  private final MetricsCollector metrics = MetricsCollector.create(config);
  private final LatencyBuilder latency = metrics.latency("call_seconds", "Calls.");

  @Test
  void configurationsNameWhatIsMissing() {
    missing("config", () -> MetricsCollector.create(null));
    missing(
        "value of label \"zone\" of every series must not be null",
        () -> config.withLabel("zone", null));
    missing("windows of collector", () -> config.withWindows((WindowSettings[]) null));
    missing(
        "windows of collector must not hold null, were [null]",
        () -> config.withWindows((WindowSettings) null));
    missing("shapes", () -> config.withLatencyShapes((LatencyShape[]) null));
    missing(
        "gauges must not hold null, were [null]",
        () -> config.withLatencyGauges((LatencyGauge) null));
    missing("length", () -> new WindowSettings(null, 6));
  }

  @Test
  void ringsAreRefusedTimesThatNanosecondsCannotSay() {
    EventSettings ring = EventSettings.defaults();
    refused("name of a ring must not be blank, was \" \"", () -> ring.withName(" "));
    String stall = "stallLimit must be PT0.000000001S to PT8760H, was ";
    refused(stall + AGES, () -> ring.withStallLimit(AGES));
    refused(stall + "null", () -> ring.withStallLimit(null));
    missing("kind", () -> new OverflowPolicy(null, 0));
    missing("limit", () -> OverflowPolicy.waitAtMost(null));
    refused("limit must be 0 to 365 days" + AGES_TEXT, () -> OverflowPolicy.waitAtMost(AGES));
    refused(
        "readerLimit must be 0 to 365 days" + AGES_TEXT, () -> OverflowPolicy.recordInline(AGES));
  }

  @Test
  void ringsNameWhatIsMissing() {
    EventSettings ring = EventSettings.defaults().withCapacity(16);
    missing("settings", () -> metrics.eventRing(null, Object::new, (a, b) -> {}, a -> {}));
    missing("slots", () -> metrics.eventRing(ring, null, (a, b) -> {}, a -> {}));
  }

  @Test
  void namesThatAreTooLongAreCutInTheMessage() {
    String start = "x".repeat(200) + "…\", of 300 characters, is not allowed; expected ";
    String allowed = "[a-zA-Z_][a-zA-Z0-9_]*, at most 200 characters";
    String name = "x".repeat(300);
    refused("metric name \"" + start + allowed, () -> metrics.gauge(name, "X."));
    refused("label name of call_seconds \"" + start + allowed, () -> latency.family("a", name));
    refused("prefix \"" + start + allowed + ", or empty for none", () -> config.withPrefix(name));
  }

  @Test
  void instrumentsNameWhatIsMissing() {
    missing("labelNames of call_seconds", () -> latency.family((String[]) null));
    missing("shapes of call_seconds", () -> latency.show((LatencyShape[]) null));
    missing(
        "gauges of call_seconds must not hold null, were [P50, null]",
        () -> latency.gauges(LatencyGauge.P50, null));
    missing("windows of call_seconds", () -> latency.windows((WindowSettings[]) null));
    missing("states", () -> metrics.stateSet("state", "X.", (List<String>) null));
    missing(
        "states must not hold null, were [a, null]",
        () -> metrics.stateSet("state", "X.", Arrays.asList("a", null)));
    missing(
        "value of label \"version\" of build_info must not be null",
        () -> metrics.info("build_info", "X.", Collections.singletonMap("version", null)));
    metrics.info("build_info", "X.", Map.of("version", "1")); // the name was not taken
  }

  @Test
  void whatIsFoundByLabelsIsRefusedNumbersThatNobodyCanUse() {
    refused(
        "labels of handles must be 1 to 4, was 5",
        () -> metrics.handles("things", 5, 10, values -> values));
    refused(
        "maxHandles must be at least 1, was 0",
        () -> metrics.handles("things", 1, 0, values -> values));
    refused(
        "name of handles must not be blank, was \"\"",
        () -> metrics.handles("", 1, 10, values -> values));
    missing("resolve", () -> metrics.requests(1, null));
    GaugeBuilder share = metrics.gauge("share", "X.");
    for (double scale : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      refused("scale of share must be finite and above 0, was " + scale, () -> share.ratios(scale));
    }
    missing("counter", () -> share.ratios(1).part(null));
  }

  @Test
  void callsNameWhatIsMissing() {
    LatencyRecorder calls = latency.register();
    CallTimer timer = new CallTimer(calls, calls);
    missing("work", () -> timer.run(null));
    missing("work", () -> timer.get(null));
    missing("work", () -> timer.call((Callable<?>) null));
    missing("work", () -> timer.stage(null));
    assertThat(calls.count()).isZero();
    missing("stage of work", () -> timer.stage(() -> null));
    assertThat(calls.count()).isEqualTo(1);
  }

  @Test
  void sourcesNameWhatIsMissing() {
    missing("labelNames", () -> SourceFamily.gauge("depth", "X.", (String[]) null));
    missing(
        "a label name of depth must not be null",
        () -> SourceFamily.gauge("depth", "X.", (String) null));
    SourceBuilder source = metrics.source("queue", sink -> {});
    missing(
        "families of source \"queue\" must not hold null, were [null]",
        () -> source.families((SourceFamily) null));
    missing("family", () -> source.register().declare(null));
    missing(
        "cumulativeCounts must not hold null, were [null]",
        () -> DistributionView.of(List.of(1.0), Collections.singletonList(null), 1, 1));
    missing("quantiles", () -> SummaryView.of(null, List.of(), 0, 0));
  }

  @Test
  void readersNameWhatIsMissing() {
    MetricsVisitor visitor = new DecliningVisitor();
    missing("visitor", () -> metrics.visit(null));
    missing("pullBudget", () -> metrics.visit(visitor, null));
    missing("visitor", () -> metrics.reset(null));
    missing("name", () -> metrics.reset(null, visitor));
    missing("labelValues", () -> metrics.reset("x", null, visitor));
  }

  @Test
  void aStateSetOfWhatIsNoEnumIsRefused() {
    @SuppressWarnings({"unchecked", "rawtypes"}) // what a caller does who has no type to give
    Class<Thread.State> none = (Class) String.class;
    refused(
        "states must be those of an enum, were of java.lang.String",
        () -> metrics.stateSet("state", "X.", none));
  }

  @Test
  void runningCallsTakeAnyTimeAndAnyLabelValue() {
    Seen.of(metrics, AGES);
    Seen.of(metrics, AGES.negated());
    try (EventRing<Object> ring =
        metrics.eventRing(
            EventSettings.defaults().withCapacity(16),
            Object::new,
            (from, to) -> {},
            event -> {})) {
      assertThat(ring.flush(AGES)).isTrue();
      assertThat(ring.flush(AGES.negated())).isTrue();
    }
    Counter none = metrics.counter("x_total", "X.").family("a").with((String) null);
    metrics.gauge("share", "X.").ratios(1, "a").whole(none, (String) null);
    assertThat(Seen.of(metrics).keys()).contains("share{a=\"\"}");
  }
}
