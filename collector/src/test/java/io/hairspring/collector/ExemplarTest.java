package io.hairspring.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.view.ExemplarView;
import io.hairspring.testing.Allocations;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ExemplarTest {
  private Instant now = Instant.parse("2026-01-28T10:00:00Z");
  private final MetricsCollector metrics =
      MetricsCollector.create(CollectorConfig.defaults().withClock(clock(() -> now)));
  private final Counter jobs = metrics.counter("jobs_total", "Jobs.").register();
  private final Histogram sizes = metrics.histogram("size_bytes", "Sizes.").buckets(10).register();
  private final LatencyRecorder calls =
      metrics.latency("call_seconds", "Calls.").buckets(0.01, 1).register();

  @Test
  void aCounterKeepsTheFirstExemplarOfASecond() {
    jobs.add(5, trace("a"));
    jobs.inc(trace("b"));
    assertThat(ofJobs()).isEqualTo("trace_id=a 5.0 at " + now.toEpochMilli());
    now = now.plusMillis(1000);
    jobs.inc(trace("c"));
    assertThat(ofJobs()).isEqualTo("trace_id=c 1.0 at " + now.toEpochMilli());
    assertThat(jobs.total()).isEqualTo(7);
  }

  @Test
  void aBackwardClockReplacesAnExemplarToo() {
    jobs.inc(trace("a"));
    now = now.minus(Duration.ofHours(1));
    jobs.inc(trace("b"));
    jobs.inc(trace("c"));
    assertThat(ofJobs()).startsWith("trace_id=b");
  }

  @Test
  void anExemplarBelongsToItsEpochWhateverTheWallClockSays() {
    for (int hours : new int[] {-1, 0, 1, -1}) {
      String id = "of " + now;
      record(id);
      now = now.plus(Duration.ofHours(hours));
      Seen.reset(metrics);
      assertThat(ofJobs()).isEqualTo("none");
      assertThat(ofCalls()).containsOnly("none");
      assertThat(ofSizes()).containsOnly("none");
      record("next");
      assertThat(ofJobs()).startsWith("trace_id=next");
      assertThat(ofCalls().get(0)).startsWith("trace_id=next");
      assertThat(ofSizes().get(0)).startsWith("trace_id=next");
      Seen.reset(metrics);
    }
  }

  private void record(String id) {
    jobs.inc(trace(id));
    calls.record(5, trace(id));
    sizes.observe(5, trace(id));
  }

  @Test
  void anExemplarIsAskedForOnlyWhereItWouldBeKept() {
    AtomicInteger asked = new AtomicInteger();
    Supplier<Exemplar> source = () -> trace("t" + asked.incrementAndGet());
    for (int i = 0; i < 5; i++) {
      calls.recordWithExemplar(10_000_000, source);
    }
    assertThat(asked).hasValue(1);
    calls.recordWithExemplar(10_000_001, source); // of another bucket
    now = now.plusMillis(1_000);
    calls.recordWithExemplar(10_000_000, source);
    assertThat(asked).hasValue(3);
    assertThat(ofCalls().get(0)).startsWith("trace_id=t3");
    calls.recordWithExemplar(1, () -> null);
    assertThat(calls.count()).isEqualTo(8);
  }

  @Test
  void eachBucketKeepsOneAndItsValueIsWithinTheBound() {
    calls.record(10_000_000, trace("a"));
    calls.record(10_000_001, trace("b"));
    calls.record(1_000_000_000, trace("c"));
    calls.record(Long.MAX_VALUE, trace("d"));
    String at = " at " + now.toEpochMilli();
    assertThat(ofCalls())
        .containsExactly(
            "trace_id=a 0.01" + at, "trace_id=b 0.010000001" + at, "trace_id=d 3600.0" + at);
    assertThat(calls.count()).isEqualTo(4);
  }

  @Test
  void aBucketOfAHistogramKeepsOneTooAndAValueThatIsRefusedNone() {
    sizes.observe(10, trace("a"));
    sizes.observe(10.5, trace("b"));
    sizes.observe(11, trace("too soon"));
    sizes.observe(Double.NaN, trace("c"));
    sizes.observe(7, null);
    String at = " at " + now.toEpochMilli();
    assertThat(ofSizes()).containsExactly("trace_id=a 10.0" + at, "trace_id=b 10.5" + at);
    assertThat(sizes.count()).isEqualTo(4);
    now = now.plusSeconds(2);
    Seen.reset(metrics);
    assertThat(ofSizes()).containsExactly("none", "none");
  }

  @Test
  void aRequestOffersItToItsLatencyAndSizesAndAnErrorToItsCounter() {
    RequestRecorder requests =
        metrics.request().countErrors(jobs).latency(calls).requestBytes(sizes).build();
    requests.record(200, 1_000_000, trace("a"));
    assertThat(ofJobs()).isEqualTo("none");
    requests.record(503, 20_000_000, 11, 0, trace("b"));
    requests.record(503, 2_000_000_000, 11, 0, null);
    String at = " at " + now.toEpochMilli();
    assertThat(ofJobs()).isEqualTo("trace_id=b 1.0" + at);
    assertThat(ofCalls()).containsExactly("trace_id=a 0.001" + at, "trace_id=b 0.02" + at, "none");
    assertThat(ofSizes()).containsExactly("none", "trace_id=b 11.0" + at);
    assertThat(calls.count()).isEqualTo(3);
  }

  @Test
  void aRefusedValueLeavesNoExemplar() {
    sizes.observe(Double.NaN, trace("a"));
    assertThat(ofSizes()).containsOnly("none");
  }

  @Test
  void theBytesOfAnAnswerHaveTheirOwnExemplar() {
    RequestRecorder requests = metrics.request().responseBytes(sizes).build();
    requests.record(200, 1, 7, 11, trace("a"));
    assertThat(ofSizes()).contains("trace_id=a 11.0 at " + now.toEpochMilli());
  }

  @Test
  void theExemplarOfAClampedLatencyShowsTheLatencyThatCounts() {
    calls.record(-5, trace("a"));
    assertThat(ofCalls().get(0)).isEqualTo("trace_id=a 0.0 at " + now.toEpochMilli());
  }

  @Test
  void aResetLeavesTheExemplarsOfTheClosedEpochBehind() {
    jobs.inc(trace("a"));
    calls.record(5, trace("a"));
    now = now.plusSeconds(2);
    Seen.reset(metrics);
    assertThat(ofJobs()).isEqualTo("none");
    assertThat(ofCalls()).containsExactly("none", "none", "none");
    jobs.inc(trace("b"));
    assertThat(ofJobs()).startsWith("trace_id=b");
  }

  @Test
  void anExemplarThatCannotBeShownIsRefusedAndItsValueRecorded() {
    jobs.inc(Exemplar.of("trace-id", "a"));
    jobs.inc(Exemplar.of("", "a"));
    jobs.inc(Exemplar.of(null, null));
    jobs.inc(Exemplar.of("a", "1", "a", "2"));
    jobs.inc(trace("x".repeat(121)));
    calls.record(5, trace("x".repeat(121)));
    assertThat(ofJobs()).isEqualTo("none");
    assertThat(jobs.total()).isEqualTo(5);
    assertThat(calls.count()).isOne();
    assertThat(refused()).isEqualTo(6);
    jobs.inc(trace("\uD83D\uDD70".repeat(120))); // 120 code points, 240 chars
    assertThat(ofJobs()).startsWith("trace_id=\uD83D\uDD70");
  }

  @Test
  void aRequestCountsAnExemplarThatCannotBeShownOnce() {
    RequestRecorder requests =
        metrics.request().countErrors(jobs).latency(calls).requestBytes(sizes).build();
    requests.record(503, 1, 11, 0, trace("a"));
    requests.record(503, 1, 11, 0, trace("x".repeat(121)));
    requests.record(200, 1, trace("x".repeat(121)));
    assertThat(refused()).isEqualTo(2);
    assertThat(ofCalls()).startsWith("trace_id=a 1.0E-9 at " + now.toEpochMilli());
    assertThat(calls.count()).isEqualTo(3);
  }

  @Test
  void noExemplarAndAnAdditionOfNothingLeaveNone() {
    jobs.inc(null);
    jobs.add(0, trace("a"));
    jobs.add(-1, trace("b"));
    calls.record(5, (Exemplar) null);
    assertThat(ofJobs()).isEqualTo("none");
    assertThat(ofCalls()).containsOnly("none");
    assertThat(jobs.total()).isOne();
  }

  @Test
  void recordingWithAnExemplarThatIsNotKeptAllocatesNothing() {
    Exemplar exemplar = trace("a");
    Allocations.assertNone(() -> jobs.inc(exemplar));
    Allocations.assertNone(() -> calls.record(100_000, exemplar));
    Allocations.assertNone(() -> sizes.observe(1, exemplar));
  }

  private long refused() {
    return Seen.of(metrics).count("hairspring_recordings_rejected_total{reason=\"exemplar\"}");
  }

  private static Exemplar trace(String id) {
    return Exemplar.of("trace_id", id);
  }

  private String ofJobs() {
    return of("jobs_total").get(0);
  }

  private List<String> ofSizes() {
    return of("size_bytes");
  }

  private List<String> ofCalls() {
    return of("call_seconds");
  }

  private List<String> of(String name) {
    return ExemplarsSeen.of(metrics, name, ExemplarTest::text);
  }

  private static String text(ExemplarView exemplar) {
    String label = exemplar.labelNames().get(0) + "=" + exemplar.labelValues().get(0);
    return label + " " + exemplar.value() + " at " + exemplar.timestampMillis();
  }

  private static Clock clock(InstantSource source) {
    return source.withZone(ZoneOffset.UTC);
  }
}
