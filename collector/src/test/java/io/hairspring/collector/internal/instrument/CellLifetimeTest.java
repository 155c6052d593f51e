package io.hairspring.collector.internal.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.Counter;
import io.hairspring.collector.Family;
import io.hairspring.collector.Gauge;
import io.hairspring.collector.Histogram;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.internal.stripe.Stripes;
import io.hairspring.testing.TestThreads;
import java.lang.reflect.Field;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;

/**
 * A recording through a handle that nobody else holds, stopped where its stripe grows, while the
 * series is removed and the collector of garbage looks for its handle.
 */
class CellLifetimeTest {
  private static final int WARM = 50_000; // so often that the call is compiled

  private final MetricsCollector metrics = MetricsCollector.create();

  @Test
  void aCounterThatIsBeingWrittenKeepsItsCell() throws Exception {
    Family<Counter> family = metrics.counter("x_total", "X.").family("a");
    Consumer<String> inc = a -> family.with(a).inc();
    assertKept(family, inc, counter -> ((StripedCounter) counter).address());
    Family<Counter> added = metrics.counter("y_total", "Y.").family("a");
    Consumer<String> add = a -> added.with(a).add(2);
    assertKept(added, add, counter -> ((StripedCounter) counter).address());
  }

  @Test
  void aGaugeThatIsBeingWrittenKeepsItsCells() throws Exception {
    Family<Gauge> family = metrics.gauge("x", "X.").family("a");
    Consumer<String> add = a -> family.with(a).add(1);
    assertKept(family, add, gauge -> ((StripedGauge) gauge).address());
  }

  @Test
  void aHistogramThatIsBeingWrittenKeepsItsCells() throws Exception {
    Family<Histogram> family = metrics.histogram("x_bytes", "X.").family("a");
    Consumer<String> observe = a -> family.with(a).observe(1);
    assertKept(family, observe, histogram -> ((StripedHistogram) histogram).address());
  }

  @Test
  void theCellsOfARemovedSeriesAreGivenOutAgain() {
    Counter used = metrics.counter("used_total", "Used.").register();
    Stripes stripes = ((StripedCounter) used).stripes();
    Family<Counter> counters = metrics.counter("a_total", "A.").family("a");
    Family<Gauge> gauges = metrics.gauge("b", "B.").family("a");
    Family<Histogram> histograms = metrics.histogram("c", "C.").buckets(1).family("a");
    assertGivenOutAgain(stripes, 1, () -> counters.with("x"), () -> counters.remove("x"));
    assertGivenOutAgain(stripes, 5, () -> gauges.with("x"), () -> gauges.remove("x"));
    assertGivenOutAgain(stripes, 6, () -> histograms.with("x"), () -> histograms.remove("x"));
  }

  private static void assertGivenOutAgain(
      Stripes stripes, int cells, Runnable make, Runnable remove) {
    int before = stripes.allocate(cells);
    make.run();
    int after = stripes.allocate(cells);
    remove.run();
    int given = stripes.allocate(cells);
    for (int i = 0; i < 200 && given > after; i++) {
      System.gc();
      given = stripes.allocate(cells);
    }
    assertThat(given).isBetween(before + 1, after - 1);
  }

  private <I> void assertKept(Family<I> family, Consumer<String> write, ToIntFunction<I> address)
      throws Exception {
    for (int i = 0; i < 20; i++) { // beyond the cells that a stripe has from its first recording on
      metrics.histogram("h" + i + family.hashCode(), "H.").register();
    }
    for (int i = 0; i < WARM; i++) {
      write.accept("warm");
    }
    Stripes stripes =
        ((StripedCounter) metrics.counter("s" + family.hashCode() + "_total", "S.").register())
            .stripes();
    int before = address.applyAsInt(family.with("gone"));
    CountDownLatch leased = new CountDownLatch(1);
    CountDownLatch held = new CountDownLatch(1);
    Thread writer =
        new Thread(
            () -> {
              stripes.current();
              leased.countDown();
              TestThreads.await(held);
              write.accept("gone");
            });
    writer.start();
    leased.await();
    ReentrantLock growth = growthOfNewestStripe(stripes);
    growth.lock();
    try {
      held.countDown();
      while (!growth.hasQueuedThread(writer)) {
        Thread.onSpinWait();
      }
      family.remove("gone");
      for (int i = 0; i < 20; i++) {
        System.gc();
        assertThat(address.applyAsInt(family.with("new" + i))).isNotEqualTo(before);
      }
    } finally {
      growth.unlock();
      writer.join();
    }
  }

  private static ReentrantLock growthOfNewestStripe(Stripes stripes) throws Exception {
    Field all = Stripes.class.getDeclaredField("stripes");
    all.setAccessible(true);
    Object[] made = (Object[]) all.get(stripes);
    Field growth = made[made.length - 1].getClass().getDeclaredField("growth");
    growth.setAccessible(true);
    return (ReentrantLock) growth.get(made[made.length - 1]);
  }
}
