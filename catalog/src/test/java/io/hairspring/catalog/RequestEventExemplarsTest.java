package io.hairspring.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.CollectorConfig;
import io.hairspring.collector.EventRing;
import io.hairspring.collector.EventSettings;
import io.hairspring.collector.Exemplar;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.exposition.format.OpenMetricsText;
import io.hairspring.exposition.format.Utf8Buffer;
import io.hairspring.testing.Allocations;
import io.hairspring.testing.Until;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Exemplars of requests that go through a ring. */
class RequestEventExemplarsTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String DURATION = "http_request_duration_seconds";
  private static final long FAST_NANOS = 1_000_000;
  private static final long SLOW_NANOS = 100_000_000;
  private static final long LATE_NANOS = 2_000_000_000;

  private volatile Instant now = Instant.parse("2026-01-28T10:00:00Z");
  private final InstantSource time = () -> now;
  private final MetricsCollector metrics =
      MetricsCollector.create(CollectorConfig.defaults().withClock(time.withZone(ZoneOffset.UTC)));
  private final RequestMetrics requests =
      new RequestMetrics(
          metrics,
          new HttpServerMetrics(
              metrics, GroupSettings.defaults().withBuckets("request_duration_seconds", 0.01, 1)));
  private final RequestEvent event = new RequestEvent();

  @Test
  void anExemplarReachesTheBucketAndTheErrorOfItsRequest() {
    try (EventRing<RequestEvent> ring = requests.ring(EventSettings.defaults())) {
      ring.publish(event.of("/", "GET", 200, FAST_NANOS).exemplar(trace("fast")));
      ring.publish(event.of("/", "GET", 200, SLOW_NANOS).bytes(5, 50).exemplar(trace("slow")));
      ring.publish(event.of("/", "GET", 503, LATE_NANOS).exemplar(trace("late")));
      assertThat(ring.flush(LIMIT)).isTrue();
    }
    assertThat(of(DURATION)).containsExactly("fast", "slow", "late");
    assertThat(of("http_request_errors_total")).containsExactly("late");
    assertThat(of("http_request_size_bytes")).startsWith("slow").contains("none");
  }

  @Test
  void anEventWithoutOneHasNotThatOfItsSlotOrOfTheRequestBefore() {
    EventSettings few = EventSettings.defaults().withCapacity(16);
    try (EventRing<RequestEvent> ring = requests.ring(few)) {
      for (int i = 0; i < 100; i++) {
        ring.publish(event.of("/", "GET", 200, FAST_NANOS).exemplar(trace("fast")));
        assertThat(ring.flush(LIMIT)).isTrue();
      }
      for (int i = 0; i < 100; i++) {
        ring.publish(event.of("/", "GET", 200, SLOW_NANOS).exemplar(null));
        assertThat(ring.flush(LIMIT)).isTrue();
      }
    }
    assertThat(of(DURATION)).containsExactly("fast", "none", "none");
  }

  @Test
  void aSlotKeepsNoExemplarAlive() {
    try (EventRing<RequestEvent> ring = requests.ring(EventSettings.defaults())) {
      ring.publish(event.of("/", "GET", 200, FAST_NANOS).exemplar(trace("kept")));
      WeakReference<Exemplar> notKept = new WeakReference<>(publishOne(ring));
      assertThat(ring.flush(LIMIT)).isTrue();
      Until.isTrue(
          "collected",
          () -> {
            System.gc();
            return notKept.get() == null;
          });
    }
    assertThat(of(DURATION)).containsExactly("kept", "none", "none");
  }

  /** Publishes an event of its own, which nobody keeps: its exemplar is the second in a second. */
  private static Exemplar publishOne(EventRing<RequestEvent> ring) {
    Exemplar exemplar = trace("too soon");
    ring.publish(new RequestEvent().of("/", "GET", 200, FAST_NANOS).exemplar(exemplar));
    return exemplar;
  }

  @Test
  void anEventThatItsCallerRecordsMayBeHandedOverAgain() {
    Semaphore held = new Semaphore(0);
    EventSettings stopped =
        EventSettings.defaults()
            .withCapacity(16)
            .withThreads(
                work ->
                    new Thread(
                        () -> {
                          held.acquireUninterruptibly();
                          work.run();
                        }));
    try (EventRing<RequestEvent> ring = requests.ring(stopped)) {
      for (int i = 0; i < 16; i++) {
        ring.publish(event.of("/", "GET", 200, FAST_NANOS)); // until none of the slots is free
      }
      event.of("/", "GET", 200, SLOW_NANOS).exemplar(trace("slow"));
      ring.publish(event);
      assertThat(of(DURATION)).containsExactly("none", "slow", "none");
      now = now.plusSeconds(2);
      Seen.reset(metrics);
      assertThat(of(DURATION)).containsExactly("none", "none", "none");
      ring.publish(event);
      assertThat(of(DURATION)).containsExactly("none", "slow", "none");
      held.release();
    }
  }

  @Test
  void publishingOneAllocatesNothing() {
    try (EventRing<RequestEvent> ring = requests.ring(EventSettings.defaults())) {
      Exemplar exemplar = trace("a");
      Allocations.assertNone(
          () -> ring.publish(event.of("/", "GET", 200, FAST_NANOS).exemplar(exemplar)));
    }
  }

  private static Exemplar trace(String id) {
    return Exemplar.of("trace_id", id);
  }

  /** Returns the trace of each line of a counter, or of each bucket; "none" where there is none. */
  private List<String> of(String name) {
    OpenMetricsText page = new OpenMetricsText();
    Utf8Buffer buffer = new Utf8Buffer();
    page.begin(buffer);
    page.end(metrics.visit(page));
    Pattern lines = Pattern.compile("(?m)^" + name + "(?:_bucket)?\\{.*?(?:trace_id=\"(.*)\".*)?$");
    return lines
        .matcher(buffer.toString())
        .results()
        .map(line -> line.group(1) == null ? "none" : line.group(1))
        .toList();
  }
}
