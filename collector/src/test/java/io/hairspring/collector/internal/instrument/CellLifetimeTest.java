package io.hairspring.collector.internal.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.Counter;
import io.hairspring.collector.Family;
import io.hairspring.collector.Gauge;
import io.hairspring.collector.Histogram;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.internal.stripe.Stripes;
import io.hairspring.testing.TestThreads;
import io.hairspring.testing.Until;
import java.lang.reflect.Field;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.ObjDoubleConsumer;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;

/**
 * A recording or a look through a handle that nobody else holds, stopped on its way to the cells,
 * while the series is removed and the collector of garbage looks for its handle.
 */
class CellLifetimeTest {
  private static final int WARM = 50_000; // so often that the call is compiled
  private static final int BEGUN = 4; // in which cell additions of several stores are counted

  private final MetricsCollector metrics = MetricsCollector.create();
  private final Stripes stripes =
      ((StripedCounter) metrics.counter("used_total", "Used.").register()).stripes();

  @Test
  void aCounterThatIsBeingWrittenKeepsItsCell() throws Exception {
    Family<Counter> family = metrics.counter("x_total", "X.").family("a");
    Consumer<String> inc = a -> family.with(a).inc();
    assertKeptWhereItsStripeGrows(family, inc, CellLifetimeTest::cell);
    Family<Counter> added = metrics.counter("y_total", "Y.").family("a");
    Consumer<String> add = a -> added.with(a).add(2);
    assertKeptWhereItsStripeGrows(added, add, CellLifetimeTest::cell);
  }

  @Test
  void aCounterToWhichAFractionIsAddedKeepsItsCells() throws Exception {
    Family<Counter> family = metrics.counter("x_total", "X.").family("a");
    Consumer<String> add = a -> family.with(a).add(0.5);
    assertKeptWhereItsStripeGrows(family, add, CellLifetimeTest::cellsOfFractions);
  }

  @Test
  void aGaugeThatIsBeingWrittenKeepsItsCells() throws Exception {
    Family<Gauge> family = metrics.gauge("x", "X.").family("a");
    Consumer<String> add = a -> family.with(a).add(0.5);
    assertKeptWhereItsStripeGrows(family, add, gauge -> ((StripedGauge) gauge).address());
  }

  @Test
  void aHistogramThatIsBeingWrittenKeepsItsCells() throws Exception {
    Family<Histogram> family = metrics.histogram("x_bytes", "X.").family("a");
    // Of two of them no sum is a double, and then each cell is written by itself.
    Consumer<String> observe = a -> family.with(a).observe(1e308);
    ToIntFunction<Histogram> address = histogram -> ((StripedHistogram) histogram).address();
    Runnable fillLastCell =
        () -> {
          observe.accept("gone");
          stripes.current().add(address.applyAsInt(family.with("gone")), Long.MAX_VALUE - 1);
        };
    assertKept(family, observe, address, fillLastCell, lockOfFullCells());
  }

  @Test
  void aCounterThatIsBeingReadKeepsItsCell() throws Exception {
    Family<Counter> family = metrics.counter("x_total", "X.").family("a");
    for (String a : new String[] {"warm", "gone"}) {
      family.with(a).add(Long.MAX_VALUE);
      family.with(a).inc();
    }
    Consumer<String> read = a -> family.with(a).fractionalTotal();
    assertKept(family, read, CellLifetimeTest::cell, () -> {}, lockOfFullCells());
  }

  @Test
  void aGaugeThatIsBeingReadKeepsItsCells() throws Exception {
    Family<Gauge> family = metrics.gauge("x", "X.").family("a");
    ToIntFunction<Gauge> address = gauge -> ((StripedGauge) gauge).address();
    assertKeptWhileItWaits(family, Gauge::add, address, a -> family.with(a).value());
  }

  @Test
  void aCounterWhoseFractionsAreBeingReadKeepsItsCells() throws Exception {
    Family<Counter> family = metrics.counter("x_total", "X.").family("a");
    ToIntFunction<Counter> address = counter -> fractions(counter).address();
    assertKeptWhileItWaits(family, Counter::add, address, a -> family.with(a).fractionalTotal());
  }

  /** Stops a thread that reads by an addition that begins and does not end. */
  private <I> void assertKeptWhileItWaits(
      Family<I> family,
      ObjDoubleConsumer<I> add,
      ToIntFunction<I> address,
      ToDoubleFunction<String> read)
      throws Exception {
    add.accept(family.with("warm"), 0.5);
    double warmedUp = 0;
    for (int i = 0; i < WARM; i++) {
      warmedUp += read.applyAsDouble("warm");
    }
    assertThat(warmedUp).isEqualTo(0.5 * WARM);
    for (int i = 0; i < 10; i++) {
      addOneAndAHalf(family.with("gone"), add, address);
      FutureTask<Double> value = new FutureTask<>(() -> read.applyAsDouble("gone"));
      Thread reader = new Thread(value);
      reader.start();
      Until.isTrue("it waits for the half", () -> isWaitingOrEnded(reader));
      family.remove("gone");
      System.gc();
      add.accept(family.with("new" + i), 100.5);
      assertThat(value.get()).isEqualTo(0.5);
    }
  }

  private <I> void addOneAndAHalf(I to, ObjDoubleConsumer<I> add, ToIntFunction<I> address) {
    add.accept(to, 0.5);
    stripes.current().add(address.applyAsInt(to) + BEGUN, 1);
  }

  private static boolean isWaitingOrEnded(Thread thread) {
    return thread.getState() == Thread.State.TIMED_WAITING || !thread.isAlive();
  }

  @Test
  void theCellsOfARemovedSeriesAreGivenOutAgain() {
    Family<Counter> counters = metrics.counter("a_total", "A.").family("a");
    Family<Gauge> gauges = metrics.gauge("b", "B.").family("a");
    Family<Histogram> histograms = metrics.histogram("c", "C.").buckets(1).family("a");
    assertGivenOutAgain(1, () -> counters.with("x"), () -> counters.remove("x"));
    assertGivenOutAgain(5, () -> gauges.with("x"), () -> gauges.remove("x"));
    assertGivenOutAgain(6, () -> histograms.with("x"), () -> histograms.remove("x"));
  }

  private void assertGivenOutAgain(int cells, Runnable make, Runnable remove) {
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

  private static int cell(Counter counter) {
    return ((StripedCounter) counter).address();
  }

  private static int cellsOfFractions(Counter counter) {
    counter.add(0.5);
    return fractions(counter).address();
  }

  private static ExactAdditions fractions(Counter counter) {
    return (ExactAdditions) field(counter, "fractions");
  }

  private <I> void assertKeptWhereItsStripeGrows(
      Family<I> family, Consumer<String> write, ToIntFunction<I> address) throws Exception {
    for (int i = 0; i < 20; i++) { // beyond the cells that a stripe has from its first recording on
      metrics.histogram("h" + i + family.hashCode(), "H.").register();
    }
    assertKept(family, write, address, stripes::current, null);
  }

  /**
   * Stops a thread at a lock.
   *
   * @param prepare what it does before
   * @param where the lock, null for that under which its own stripe grows
   */
  private <I> void assertKept(
      Family<I> family,
      Consumer<String> use,
      ToIntFunction<I> address,
      Runnable prepare,
      ReentrantLock where)
      throws InterruptedException, ExecutionException {
    for (int i = 0; i < WARM; i++) {
      use.accept("warm");
    }
    int before = address.applyAsInt(family.with("gone"));
    CountDownLatch prepared = new CountDownLatch(1);
    CountDownLatch held = new CountDownLatch(1);
    FutureTask<?> used =
        new FutureTask<>(
            () -> {
              prepare.run();
              prepared.countDown();
              TestThreads.await(held);
              use.accept("gone");
            },
            null);
    Thread user = new Thread(used);
    user.start();
    prepared.await();
    ReentrantLock lock = where == null ? growthOfNewestStripe() : where;
    lock.lock();
    try {
      held.countDown();
      Until.isTrue("it is stopped", () -> lock.hasQueuedThread(user));
      family.remove("gone");
      for (int i = 0; i < 10; i++) {
        System.gc();
        assertThat(address.applyAsInt(family.with("new" + i))).isNotEqualTo(before);
      }
    } finally {
      lock.unlock();
    }
    used.get();
  }

  private ReentrantLock growthOfNewestStripe() {
    Object[] made = (Object[]) field(stripes, "stripes");
    return (ReentrantLock) field(made[made.length - 1], "growth");
  }

  private ReentrantLock lockOfFullCells() {
    return (ReentrantLock) field(field(stripes, "carries"), "lock");
  }

  private static Object field(Object of, String name) {
    try {
      Field field = of.getClass().getDeclaredField(name);
      field.setAccessible(true);
      return field.get(of);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }
}
