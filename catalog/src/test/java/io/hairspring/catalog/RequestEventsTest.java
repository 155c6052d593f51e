package io.hairspring.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.CollectorConfig;
import io.hairspring.collector.EventRing;
import io.hairspring.collector.EventSettings;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.OverflowPolicy;
import io.hairspring.collector.WaitMode;
import io.hairspring.testing.Allocations;
import io.hairspring.testing.TestThreads;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests that reach their groups as events through a ring. */
class RequestEventsTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private final MetricsCollector metrics =
      MetricsCollector.create(CollectorConfig.defaults().withMaxCollectionsPerSecond(0));
  private final RequestMetrics requests = joined(metrics);
  private long unaligned;

  /** Groups whose requests are counted apart from their statuses, so that these can disagree. */
  private static RequestMetrics joined(MetricsCollector metrics) {
    return new RequestMetrics(
        metrics,
        new HttpServerMetrics(
            metrics, GroupSettings.defaults().withLabels("requests_total", "endpoint", "method")),
        new CacheMetrics(metrics),
        new UpstreamMetrics(metrics));
  }

  @Test
  void anEventMovesEveryInstrumentOfItsParts() {
    try (EventRing<RequestEvent> events = requests.ring(EventSettings.defaults())) {
      RequestEvent event = new RequestEvent();
      events.publish(
          event
              .of("/chat", "POST", 503, 2_000_000)
              .bytes(50, 5000)
              .provider("openai", "gpt-4")
              .tokens(12, 340)
              .error("timeout")
              .cache(RequestEvent.CacheOutcome.MISS));
      events.publish(event.of("/chat", "POST", 200, 1_000_000));
      assertThat(events.flush(LIMIT)).isTrue();
    }
    Seen seen = Seen.of(metrics);
    assertThat(seen.count("http_requests_total{endpoint=\"/chat\",method=\"POST\"}")).isEqualTo(2);
    assertThat(seen.count("http_request_errors_total{endpoint=\"/chat\",method=\"POST\"}"))
        .isEqualTo(1);
    assertThat(seen.count("http_response_status_total{endpoint=\"/chat\",status=\"200\"}"))
        .isEqualTo(1);
    assertThat(
            seen.count("http_request_duration_seconds_count{endpoint=\"/chat\",method=\"POST\"}"))
        .isEqualTo(2);
    assertThat(seen.count("http_response_size_bytes_sum{endpoint=\"/chat\",method=\"POST\"}"))
        .isEqualTo(5000);
    String model = "provider=\"openai\",model=\"gpt-4\"";
    assertThat(seen.count("upstream_requests_total{" + model + ",status=\"503\"}")).isEqualTo(1);
    assertThat(seen.count("upstream_request_duration_seconds_count{" + model + "}")).isEqualTo(1);
    assertThat(seen.get("upstream_error_rate{" + model + "}")).isEqualTo(1.0);
    assertThat(seen.count("upstream_tokens_total{" + model + ",type=\"completion\"}"))
        .isEqualTo(340);
    assertThat(seen.count("request_failures_total{error_type=\"timeout\"}")).isEqualTo(1);
    assertThat(seen.count("cache_misses_total")).isEqualTo(1);
  }

  @Test
  void anEventThatSaysNoneOfACacheIsOneWithoutIt() {
    requests.record(new RequestEvent().of("/chat", "POST", 200, 1_000).cache(null));
    Seen seen = Seen.of(metrics);
    assertThat(seen.count("http_requests_total{endpoint=\"/chat\",method=\"POST\"}")).isEqualTo(1);
    assertThat(seen.count("cache_misses_total")).isZero();
  }

  @Test
  void whatBelongsToAGroupThatWasNotJoinedIsPassedOver() {
    MetricsCollector alone = MetricsCollector.create();
    new RequestMetrics(alone, new HttpServerMetrics(alone))
        .record(
            new RequestEvent()
                .of("/chat", "POST", 200, 1_000)
                .provider("openai", "gpt-4")
                .tokens(1, 2)
                .cache(RequestEvent.CacheOutcome.HIT));
    assertThat(
            Seen.of(alone)
                .count("http_requests_total{endpoint=\"/chat\",method=\"POST\",status=\"200\"}"))
        .isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(WaitMode.class)
  void everyWaitModeAppliesALoneEvent(WaitMode mode) {
    try (EventRing<RequestEvent> events =
        requests.ring(EventSettings.defaults().withWaitMode(mode))) {
      events.publish(new RequestEvent().of("/", "GET", 200, 1));
      assertThat(events.flush(LIMIT)).isTrue();
      assertThat(events.isMoving()).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("thatKeepAll")
  void everyAnswerShowsWholeEventsUnderFullLoad(OverflowPolicy policy) throws InterruptedException {
    // Two producers without a pause outrun one consumer, so the policy decides all the time.
    long published =
        underLoad(
            policy,
            () -> {
              for (int i = 0; i < 2000; i++) {
                Seen seen = Seen.of(metrics);
                assertWhole(seen);
                assertThat(seen.count("hairspring_scrapes_inconsistent_total")).isZero();
              }
            });
    assertSettled(published);
    assertThat(Seen.of(metrics).count("hairspring_events_torn_total{ring=\"requests\"}")).isZero();
  }

  static List<OverflowPolicy> thatKeepAll() {
    return List.of(OverflowPolicy.waitAtMost(LIMIT), EventSettings.defaults().overflow());
  }

  @Test
  void anAnswerThatIsNotWholeIsCounted() throws InterruptedException {
    long published =
        underLoad(
            OverflowPolicy.recordInline(Duration.ZERO), // callers never wait for a reader
            () -> {
              for (int i = 0; i < 2000; i++) {
                Seen seen = Seen.of(metrics);
                long unaligned = Seen.of(metrics).count("hairspring_scrapes_inconsistent_total");
                if (unaligned == this.unaligned) {
                  assertWhole(seen);
                }
                this.unaligned = unaligned;
              }
            });
    assertSettled(published);
  }

  private long underLoad(OverflowPolicy policy, Runnable reading) throws InterruptedException {
    AtomicBoolean running = new AtomicBoolean(true);
    AtomicLong published = new AtomicLong();
    EventSettings settings = EventSettings.defaults().withOverflow(policy);
    try (EventRing<RequestEvent> events = requests.ring(settings)) {
      List<Thread> producers =
          TestThreads.start(2, () -> published.addAndGet(publishWhile(running, events)));
      try {
        reading.run();
      } finally {
        running.set(false);
        TestThreads.join(producers);
      }
    }
    return published.get();
  }

  private void assertSettled(long published) {
    Seen end = Seen.of(metrics);
    assertWhole(end);
    assertThat(end.count("http_requests_total{endpoint=\"/\",method=\"GET\"}"))
        .isEqualTo(published);
  }

  @Test
  void publishingAllocatesNothing() {
    try (EventRing<RequestEvent> events = requests.ring(EventSettings.defaults())) {
      RequestEvent event = new RequestEvent();
      Allocations.assertNone(
          () -> events.publish(event.of("/", "GET", 200, 1).provider("openai", "gpt-4")));
    }
  }

  @ParameterizedTest
  @EnumSource(WaitMode.class)
  void theConsumerAllocatesNothing(WaitMode mode) {
    AtomicReference<Thread> consumer = new AtomicReference<>();
    EventSettings settings =
        EventSettings.defaults()
            .withWaitMode(mode)
            .withThreads(work -> consumer.updateAndGet(none -> new Thread(work)));
    try (EventRing<RequestEvent> events = requests.ring(settings)) {
      RequestEvent event = new RequestEvent();
      Allocations.assertNoneIn(
          consumer.get(),
          () ->
              TestThreads.times(
                  50,
                  () -> {
                    events.publish(event.of("/", "GET", 200, 1).provider("openai", "gpt-4"));
                    assertThat(events.flush(LIMIT)).isTrue(); // so it waits between two events
                  }));
    }
  }

  @Test
  void aRingCanBeStartedAgainAndItsCountsGoOn() {
    for (int i = 0; i < 3; i++) {
      EventRing<RequestEvent> events = requests.ring(EventSettings.defaults());
      events.publish(new RequestEvent().of("/", "GET", 200, 1));
      events.close();
      events.publish(new RequestEvent().of("/", "GET", 200, 1));
    }
    Seen seen = Seen.of(metrics);
    assertThat(seen.count("hairspring_events_published_total{ring=\"requests\"}")).isEqualTo(6);
    assertThat(seen.count("hairspring_events_applied_total{ring=\"requests\"}")).isEqualTo(3);
    assertThat(seen.count("hairspring_events_dropped_total{ring=\"requests\",reason=\"closed\"}"))
        .isEqualTo(3);
  }

  @Test
  void aDisabledCollectorTakesEventsAndDoesNothing() {
    MetricsCollector off = MetricsCollector.create(CollectorConfig.defaults().withEnabled(false));
    try (EventRing<RequestEvent> events = joined(off).ring(EventSettings.defaults())) {
      events.publish(new RequestEvent().of("/", "GET", 200, 1));
      assertThat(events.flush(LIMIT)).isTrue();
      assertThat(events.isMoving()).isTrue();
    }
  }

  private static long publishWhile(AtomicBoolean running, EventRing<RequestEvent> events) {
    RequestEvent event = new RequestEvent();
    long published = 0;
    while (running.get()) {
      events.publish(event.of("/", "GET", published % 4 == 0 ? 500 : 200, 1000));
      published++;
    }
    return published;
  }

  private static void assertWhole(Seen seen) {
    Number requests = seen.get("http_requests_total{endpoint=\"/\",method=\"GET\"}");
    if (requests == null) {
      return;
    }
    assertThat(seen.get("http_request_duration_seconds_count{endpoint=\"/\",method=\"GET\"}"))
        .isEqualTo(requests);
    assertThat(status(seen, "200") + status(seen, "500")).isEqualTo(requests.longValue());
    assertThat(seen.get("hairspring_events_published_total{ring=\"requests\"}").longValue())
        .isGreaterThanOrEqualTo(requests.longValue());
  }

  private static long status(Seen seen, String status) {
    Number count = seen.get("http_response_status_total{endpoint=\"/\",status=\"" + status + "\"}");
    return count == null ? 0 : count.longValue();
  }
}
