package io.hairspring.collector;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;

/** Gauges, counters and the sums of histograms show what exact arithmetic says, rounded once. */
class DoubleSumsTest {
  private static final List<ExecutorService> WRITERS = new ArrayList<>();

  static {
    for (int i = 0; i < 3; i++) {
      WRITERS.add(Executors.newSingleThreadExecutor());
    }
  }

  @AfterContainer
  static void endWriters() {
    WRITERS.forEach(ExecutorService::shutdown);
  }

  @Property(tries = 100)
  void aGaugeIsWhatWasSetAndAddedSince(@ForAll("steps") List<Step> steps, @ForAll boolean shared)
      throws Exception {
    Gauge gauge = collector(shared).gauge("g", "G.").register();
    BigDecimal model = BigDecimal.ZERO;
    for (Step step : steps) {
      BigDecimal value = new BigDecimal(step.value);
      model = step.anew ? value : model.add(value);
      step.run(() -> write(gauge, step));
      assertThat(gauge.value() + 0.0).isEqualTo(model.doubleValue());
    }
  }

  private static void write(Gauge gauge, Step step) {
    if (step.anew) {
      gauge.set(step.value);
    } else {
      gauge.add(step.value);
    }
  }

  @Property(tries = 100)
  void aHistogramsSumIsThatOfItsEpoch(@ForAll("steps") List<Step> steps, @ForAll boolean shared)
      throws Exception {
    MetricsCollector metrics = collector(shared);
    Histogram histogram = metrics.histogram("h", "H.").buckets(0, 1, 1e300).register();
    BigDecimal model = BigDecimal.ZERO;
    long count = 0;
    for (Step step : steps) {
      model = model.add(new BigDecimal(step.value));
      count++;
      step.run(() -> histogram.observe(step.value));
      Seen seen = step.anew ? Seen.reset(metrics) : Seen.of(metrics);
      assertThat((double) seen.get("h_sum") + 0.0).isEqualTo(model.doubleValue());
      assertThat(seen.count("h_count")).isEqualTo(count);
      model = step.anew ? BigDecimal.ZERO : model;
      count = step.anew ? 0 : count;
    }
  }

  @Property(tries = 100)
  void aCounterIsWhatWasAddedInItsEpoch(@ForAll("steps") List<Step> steps, @ForAll boolean shared)
      throws Exception {
    MetricsCollector metrics = collector(shared);
    Counter counter = metrics.counter("c_total", "C.").register();
    BigDecimal model = BigDecimal.ZERO;
    for (Step step : steps) {
      double size = Math.abs(step.value);
      // Of whole numbers not so large that a long would be full.
      double amount = size >= 0x1p50 && size < 0x1p63 ? size * 0x1p20 : size;
      model = model.add(new BigDecimal(amount));
      step.run(() -> counter.add(amount));
      Seen seen = step.anew ? Seen.reset(metrics) : Seen.of(metrics);
      assertThat(seen.get("c_total").doubleValue()).isEqualTo(model.doubleValue());
      model = step.anew ? BigDecimal.ZERO : model;
    }
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Double> any =
        Arbitraries.longs().map(Double::longBitsToDouble).filter(Double::isFinite);
    Arbitrary<Double> awkward =
        Arbitraries.of(
            1e308,
            -1e308,
            Double.MAX_VALUE,
            -Double.MAX_VALUE,
            1.1e300,
            0.1,
            5.0,
            1.0,
            -1.0,
            Double.MIN_VALUE,
            -Double.MIN_NORMAL,
            0x1p53,
            0x1p53 + 2,
            0x1p51 + 0.5,
            0.25,
            1e17,
            0.0);
    Arbitrary<Double> common = Arbitraries.doubles().between(0, 1000);
    Arbitrary<Double> value = Arbitraries.oneOf(any, awkward, common);
    Arbitrary<Boolean> anew = Arbitraries.of(true, false, false, false, false);
    Arbitrary<Integer> back = Arbitraries.of(0, 0, 0, 1, 2, 3, 5);
    return Combinators.combine(Arbitraries.integers().between(0, 2), anew, value, back)
        .as((writer, begins, x, steps) -> Map.entry(new Step(writer, begins, x), steps))
        .list()
        .ofMinSize(2)
        .ofMaxSize(25)
        .map(DoubleSumsTest::takingBack);
  }

  /** Lets some steps take back what was added so many steps before, so that small rests show. */
  private static List<Step> takingBack(List<Map.Entry<Step, Integer>> drawn) {
    List<Step> steps = new ArrayList<>();
    for (Map.Entry<Step, Integer> draw : drawn) {
      Step step = draw.getKey();
      int earlier = steps.size() - draw.getValue();
      boolean takes = draw.getValue() > 0 && earlier >= 0;
      steps.add(takes ? new Step(step.writer, step.anew, -steps.get(earlier).value) : step);
    }
    return steps;
  }

  private static MetricsCollector collector(boolean shared) {
    return MetricsCollector.create(
        CollectorConfig.defaults()
            .withClockThread(false)
            .withMaxCollectionsPerSecond(0)
            .withMaxStripes(shared ? 0 : 8));
  }

  /** A value that one of several threads adds, or that begins anew. */
  record Step(int writer, boolean anew, double value) {
    void run(Runnable write) throws Exception {
      Future<?> written = WRITERS.get(writer).submit(write);
      written.get();
    }
  }
}
