package io.hairspring.undertow;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.catalog.HttpServerMetrics;
import io.hairspring.collector.EventSettings;
import io.hairspring.collector.Exemplar;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.testing.Until;
import java.lang.ref.WeakReference;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A request on its way through a ring. */
class EndedRequestTest {
  private final MetricsCollector metrics = MetricsCollector.create();
  private final HttpServerMetrics.Handle handle = new HttpServerMetrics(metrics).handle("/", "GET");

  @Test
  void aSlotOfTheRingKeepsNoExemplarAlive() {
    try (RequestRing ring = RequestRing.start(metrics, EventSettings.defaults())) {
      WeakReference<Exemplar> notKept = new WeakReference<>(publishOne(ring));
      assertThat(ring.flush(Duration.ofSeconds(20))).isTrue();
      Until.isTrue(
          "collected",
          () -> {
            System.gc();
            return notKept.get() == null;
          });
    }
    assertThat(Lines.of(metrics).value("hairspring_recordings_rejected_total{reason=\"exemplar\"}"))
        .isEqualTo(1);
  }

  /** Publishes a request that nobody keeps, with an exemplar that no place takes. */
  private Exemplar publishOne(RequestRing ring) {
    Exemplar exemplar = Exemplar.of("", "");
    EndedRequest request = new EndedRequest();
    request.set(handle, 200, 1, 0, 0, false, exemplar);
    ring.publish(request);
    return exemplar;
  }
}
