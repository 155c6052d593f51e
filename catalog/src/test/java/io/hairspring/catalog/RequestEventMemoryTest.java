package io.hairspring.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.CollectorConfig;
import io.hairspring.collector.EventRing;
import io.hairspring.collector.EventSettings;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.testing.Until;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an idle ring keeps of the events that went through it: nothing. */
class RequestEventMemoryTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private final MetricsCollector metrics =
      MetricsCollector.create(CollectorConfig.defaults().withMaxSeries(1));
  private final RequestMetrics requests =
      new RequestMetrics(metrics, new HttpServerMetrics(metrics), new UpstreamMetrics(metrics));
  private final List<WeakReference<String>> texts = new ArrayList<>();

  @AfterEach
  void close() {
    metrics.close();
  }

  @Test
  void anIdleRingKeepsNoTextOfItsEvents() {
    try (EventRing<RequestEvent> ring = requests.ring(EventSettings.defaults())) {
      for (int i = 0; i < 200; i++) {
        ring.publish(
            new RequestEvent()
                .of(text(), text(), 200, 1)
                .provider(text(), text())
                .error(text())
                .cache(RequestEvent.CacheOutcome.HIT));
      }
      assertThat(ring.flush(LIMIT)).isTrue();
      assertCollected();
    }
  }

  @Test
  void aSlotIsClearedAlsoIfItsEventFailedOrWasCopiedInHalf() {
    try (EventRing<String[]> ring =
        metrics.eventRing(
            EventSettings.defaults(),
            () -> new String[2],
            (from, to) -> {
              to[0] = from[0];
              to[1] = from[1].isEmpty() ? null : from[1];
            },
            event -> {
              throw new IllegalStateException();
            },
            slot -> {
              slot[0] = null;
              slot[1] = null;
            })) {
      for (int i = 0; i < 100; i++) {
        ring.publish(new String[] {text(), text()});
        ring.publish(new String[] {text(), null});
      }
      assertThat(ring.flush(LIMIT)).isTrue();
      assertCollected();
    }
  }

  private String text() {
    String text = "x".repeat(10_000);
    texts.add(new WeakReference<>(text));
    return text;
  }

  private void assertCollected() {
    Until.isTrue(
        "collected",
        () -> {
          System.gc();
          return texts.stream().allMatch(text -> text.get() == null);
        });
  }
}
