package io.hairspring.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.hairspring.collector.CollectorConfig;
import io.hairspring.collector.MetricsCollector;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Which requests are kept as the slowest, and which as the last failures. */
class SlowRequestsTest {
  private static final Duration WINDOW = Duration.ofSeconds(60);

  private final AtomicLong nanos = new AtomicLong();
  private final MetricsCollector metrics =
      MetricsCollector.create(
          CollectorConfig.defaults().withTicker(nanos::get).withClockThread(false));
  private final SlowRequests slow = SlowRequests.start(metrics, 3, WINDOW);
  private final HttpServerMetrics http =
      new HttpServerMetrics(metrics, GroupSettings.defaults(), slow);

  private void request(HttpServerMetrics.Handle handle, int status, long took) {
    request(handle, status, took, Instant.EPOCH.plusNanos(nanos.get()));
  }

  private void request(HttpServerMetrics.Handle handle, int status, long took, Instant ended) {
    if (handle.wants(status, took, false, nanos.get())) {
      handle.keep(
          new SlowRequest(
              ended, handle.endpoint(), "GET", status, took, -1, 0, false, Map.of(), Map.of(), ""),
          nanos.get());
    }
  }

  private void windowEnds() {
    nanos.addAndGet(WINDOW.toNanos());
    metrics.tick();
  }

  private List<Long> kept() {
    return slow.slowest().stream().map(SlowRequest::nanos).toList();
  }

  @Property(tries = 100)
  void theSlowestOfARouteAreKeptInWhateverOrderTheyCome(
      @ForAll @Size(max = 50) List<@LongRange(min = 0, max = 60) Long> all) {
    HttpServerMetrics.Handle handle = http.handle("/a", "GET");
    windowEnds();
    windowEnds(); // those of the last try
    all.forEach(took -> request(handle, 200, took));
    assertThat(kept())
        .containsExactlyElementsOf(
            all.stream().sorted(Comparator.reverseOrder()).limit(3).toList());
  }

  @Test
  void eachRouteKeepsItsOwn() {
    LongStream.of(9, 8, 7, 6).forEach(took -> request(http.handle("/slow", "GET"), 200, took));
    request(http.handle("/quick", "GET"), 200, 1);
    assertThat(slow.slowest())
        .extracting(SlowRequest::endpoint)
        .containsExactly("/slow", "/slow", "/slow", "/quick");
  }

  @Test
  void aSlowOneLeavesWithTheWindowAfterItsOwn() {
    HttpServerMetrics.Handle handle = http.handle("/a", "GET");
    IntStream.range(0, 3).forEach(i -> request(handle, 200, 1_000));
    windowEnds();
    request(handle, 200, 5);
    assertThat(kept()).containsExactly(1_000L, 1_000L, 1_000L, 5L);
    windowEnds();
    assertThat(kept()).containsExactly(5L);
    windowEnds();
    assertThat(kept()).isEmpty();
  }

  @Test
  void theLastFailuresAreKeptAtMostTenASecond() {
    HttpServerMetrics.Handle handle = http.handle("/a", "GET");
    IntStream.range(0, 3).forEach(i -> request(handle, 200, 1_000)); // failures are not slow here
    for (int i = 0; i < 50; i++) {
      request(handle, 500, i);
      nanos.addAndGet(50_000_000);
    }
    assertThat(slow.failures()).extracting(SlowRequest::nanos).containsExactly(48L, 46L, 44L);
  }

  @Test
  void theLatestFailureIsTheFirstWhateverTheWallClockSays() {
    request(http.handle("/a", "GET"), 500, 1, Instant.EPOCH.plusSeconds(3_600));
    nanos.addAndGet(WINDOW.toNanos());
    request(http.handle("/b", "GET"), 500, 1, Instant.EPOCH);
    assertThat(slow.failures()).extracting(SlowRequest::endpoint).containsExactly("/b", "/a");
  }

  @Test
  void aFirstFailureIsKeptAtOnceWhateverTheTickerSays() {
    nanos.set(Long.MIN_VALUE + 5); // a ticker may begin anywhere
    request(http.handle("/a", "GET"), 503, 1);
    assertThat(slow.failures()).hasSize(1);
  }

  @Test
  void aFailureThatEndedBeforeItsRouteWasKnownIsKept() {
    HttpServerMetrics.Handle handle = http.handle("/a", "GET"); // made when the first one has ended
    nanos.addAndGet(-1_000);
    request(handle, 503, 1);
    assertThat(slow.failures()).hasSize(1);
  }

  @Test
  void aQuickRequestIsNotDescribed() {
    HttpServerMetrics.Handle handle = http.handle("/a", "GET");
    IntStream.range(0, 3).forEach(i -> request(handle, 200, 1_000));
    assertThat(handle.wants(200, 1_000, false, 0)).isFalse();
    assertThat(handle.wants(200, 1_001, false, 0)).isTrue();
    assertThat(
            new HttpServerMetrics(metrics, GroupSettings.defaults().withPrefix("other_"))
                .handle("/a", "GET")
                .wants(500, Long.MAX_VALUE, true, 0))
        .isFalse();
  }

  @Test
  void threadsThatKeepAtOnceLoseNoneOfTheSlowest() {
    HttpServerMetrics.Handle handle = http.handle("/a", "GET");
    CompletableFuture<?>[] threads =
        IntStream.range(0, 4)
            .mapToObj(
                t ->
                    CompletableFuture.runAsync(
                        () ->
                            IntStream.range(0, 5_000)
                                .forEach(i -> request(handle, 200, 4L * i + t))))
            .toArray(CompletableFuture[]::new);
    Arrays.stream(threads).forEach(CompletableFuture::join);
    assertThat(kept()).containsExactly(19_999L, 19_998L, 19_997L);
  }

  @Test
  void howManyIsChecked() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SlowRequests.start(metrics, 0, WINDOW))
        .withMessage("perRoute must be 1 to 100, was 0");
  }
}
