package io.hairspring.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Callbacks can be closed and made again, hold their object or not, and never replace another's.
 */
@Timeout(30)
class CallbackOwnersTest {
  private final MetricsCollector metrics = MetricsCollector.create();

  @Test
  void aCallbackIsClosedAndMadeAgain() {
    Registration first = metrics.gauge("depth", "Depth.").register(() -> 1);
    assertThatThrownBy(() -> metrics.gauge("depth", "Depth.").register(() -> 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("metric \"depth\" shows what another callback tells, made at ")
        .hasMessageContaining("expected that to be closed first, or label values of its own");
    assertThat(depth()).isEqualTo(1.0);
    first.close();
    assertThat(depth()).isNull();
    assertThat(metrics.find("depth")).isEmpty();
    metrics.gauge("depth", "Another depth.").register(() -> 3);
    first.close();
    assertThat(depth()).isEqualTo(3.0);
  }

  @Test
  void ownersShareANameButNoLabelValues() {
    CallbackGauges one = metrics.gauge("depth", "Depth.").callbacks("queue");
    CallbackGauges other = metrics.gauge("depth", "Depth.").callbacks("queue");
    one.put(() -> 1, "a");
    one.put(() -> 2, "a");
    other.put(() -> 3, "b");
    assertThatThrownBy(() -> other.put(() -> 4, "a"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("under the label values [a]");
    assertThat(other.remove("a")).isFalse();
    one.close();
    one.close();
    Seen seen = Seen.of(metrics);
    assertThat(seen.get("depth{queue=\"a\"}")).isNull();
    assertThat(seen.get("depth{queue=\"b\"}")).isEqualTo(3.0);
    other.put(() -> 5, "a");
    assertThat(Seen.of(metrics).get("depth{queue=\"a\"}")).isEqualTo(5.0);
    other.close();
    assertThat(metrics.find("depth")).isEmpty();
  }

  @Test
  void anObjectIsNotKeptAliveAndItsGaugeGoesWithIt() {
    Queue<String> queue = new ArrayDeque<>();
    queue.add("one");
    metrics.gauge("depth", "Depth.").register(queue, Queue::size);
    assertThat(depth()).isEqualTo(1.0);
    WeakReference<Object> gone = new WeakReference<>(queue);
    queue = null;
    await(gone);
    assertThat(depth()).isNull();
    assertThat(metrics.find("depth")).isEmpty();
    metrics.gauge("depth", "Another depth.").register();
  }

  @Test
  void objectsThatAreGoneTakeNobodysPlace() {
    CallbackGauges gauges = metrics.gauge("depth", "Depth.").maxSeries(1).callbacks("queue");
    Object first = new Object();
    gauges.put(first, object -> 1, "a");
    WeakReference<Object> gone = new WeakReference<>(first);
    first = null;
    await(gone);
    gauges.put(() -> 2, "b");
    assertThat(Seen.of(metrics).get("depth{queue=\"b\"}")).isEqualTo(2.0);
    assertThat(metrics.find("depth")).isPresent();
  }

  @Test
  void aCallbackThatIsAskedMayHaveAnotherThreadRegister() {
    metrics
        .gauge("depth", "Depth.")
        .register(
            () ->
                CompletableFuture.supplyAsync(
                        () -> metrics.counter("late_total", "Late.").register())
                    .orTimeout(10, TimeUnit.SECONDS)
                    .join()
                    .total());
    assertThat(depth()).isEqualTo(0.0);
    assertThat(metrics.find("late_total")).isPresent();
  }

  private Object depth() {
    return Seen.of(metrics).get("depth");
  }

  private static void await(WeakReference<Object> gone) {
    for (int i = 0; gone.get() != null && i < 20; i++) {
      System.gc();
    }
    assertThat(gone.refersTo(null)).isTrue();
  }
}
