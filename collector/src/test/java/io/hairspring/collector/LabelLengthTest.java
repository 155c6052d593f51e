package io.hairspring.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hairspring.collector.source.SourceFamily;
import io.hairspring.testing.Allocations;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Label values are of bounded length, whoever sends them. */
class LabelLengthTest {
  // The common pool may have one thread alone, behind which the next task would wait.
  private static final Executor OWN_THREAD = task -> new Thread(task).start();

  private static final int MOST = 64;
  private static final String FITS = "x".repeat(MOST);
  private static final String LONG = "x".repeat(MOST + 1);

  private final CollectorConfig config = CollectorConfig.defaults().withMaxLabelChars(MOST);
  private final MetricsCollector metrics = MetricsCollector.create(config);

  @Test
  void aValueThatIsTooLongReadsOverflowBesideTheOthersAndIsCounted() {
    Family<Counter> one = metrics.counter("one_total", "X.").family("a");
    Family<Counter> two = metrics.counter("two_total", "X.").family("a", "b");
    Family<Counter> three = metrics.counter("three_total", "X.").family("a", "b", "c");
    Family<Counter> four = metrics.counter("four_total", "X.").family("a", "b", "c", "d");
    Family<Counter> five = metrics.counter("five_total", "X.").family("a", "b", "c", "d", "e");
    one.with(LONG).inc();
    for (String other : List.of("y", LONG)) {
      two.with(LONG, other).inc();
    }
    two.with("y", LONG).inc();
    three.with("y", "z", LONG).inc();
    four.with("y", "z", "w", LONG).inc();
    five.with(List.of("y", LONG, "z", "w", "v")).inc();
    Seen seen = Seen.of(metrics);
    assertThat(seen.count("one_total{a=\"overflow\"}")).isEqualTo(1);
    assertThat(seen.count("two_total{a=\"overflow\",b=\"y\"}")).isEqualTo(1);
    assertThat(seen.count("two_total{a=\"overflow\",b=\"overflow\"}")).isEqualTo(1);
    assertThat(seen.count("two_total{a=\"y\",b=\"overflow\"}")).isEqualTo(1);
    assertThat(seen.count("three_total{a=\"y\",b=\"z\",c=\"overflow\"}")).isEqualTo(1);
    assertThat(seen.count("four_total{a=\"y\",b=\"z\",c=\"w\",d=\"overflow\"}")).isEqualTo(1);
    assertThat(seen.count("five_total{a=\"y\",b=\"overflow\",c=\"z\",d=\"w\",e=\"v\"}"))
        .isEqualTo(1);
    assertThat(tooLong(seen, "one_total")).isEqualTo(1);
    assertThat(tooLong(seen, "two_total")).isEqualTo(3);
    assertThat(tooLong(seen, "five_total")).isEqualTo(1);
  }

  @Test
  void aValueOfTheGreatestLengthIsKeptAsItIs() {
    metrics.counter("x_total", "X.").family("a").with(FITS).inc();
    Seen seen = Seen.of(metrics);
    assertThat(seen.count("x_total{a=\"" + FITS + "\"}")).isEqualTo(1);
    assertThat(seen.keys()).noneMatch(key -> key.contains("tooLong"));
  }

  @Test
  void longValuesTakeNoPlaceOfOthersAndGoTheirWayInAFullFamily() {
    Family<Counter> family = metrics.counter("x_total", "X.").maxSeries(1).family("a");
    family.with(LONG).inc();
    family.with("/a").inc();
    family.with("/b").inc();
    family.with(LONG + "y").inc();
    Seen seen = Seen.of(metrics);
    assertThat(seen.count("x_total{a=\"/a\"}")).isEqualTo(1);
    assertThat(seen.count("x_total{a=\"overflow\"}")).isEqualTo(3);
    assertThat(tooLong(seen, "x_total")).isEqualTo(2);
  }

  @Test
  void aLongValueThatComesAgainAllocatesNothing() {
    Family<Counter> two = metrics.counter("two_total", "X.").family("a", "b");
    Family<Counter> full = metrics.counter("full_total", "X.").maxSeries(1).family("a", "b");
    full.with("first", "second");
    Allocations.assertNone(() -> two.with(LONG, "y").inc());
    Allocations.assertNone(() -> full.with(LONG, "y").inc());
  }

  @Test
  void aLongValueThatComesAgainIsFoundWhileAnotherIsMade() throws Exception {
    CountDownLatch making = new CountDownLatch(1);
    CountDownLatch made = new CountDownLatch(1);
    Family<String> handles =
        metrics.handles("things", 1, 10, values -> resolved(values.get(0), making, made));
    String first = handles.with(LONG);
    CompletableFuture<String> slow =
        CompletableFuture.supplyAsync(() -> handles.with("slow"), OWN_THREAD);
    try {
      making.await();
      CompletableFuture<String> again =
          CompletableFuture.supplyAsync(() -> handles.with(LONG), OWN_THREAD);
      assertThat(again.get(10, TimeUnit.SECONDS)).isSameAs(first).isEqualTo("overflow");
    } finally {
      made.countDown();
    }
    assertThat(slow.get(10, TimeUnit.SECONDS)).isEqualTo("slow");
    assertThat(tooLong(Seen.of(metrics), "things")).isEqualTo(2);
  }

  private static String resolved(String value, CountDownLatch making, CountDownLatch made) {
    if (value.equals("slow")) {
      making.countDown();
      try {
        made.await();
      } catch (InterruptedException interrupted) {
        throw new AssertionError(interrupted);
      }
    }
    return value;
  }

  @Test
  void aLongValueFindsNoSeriesToRemove() {
    Family<Counter> family = metrics.counter("x_total", "X.").family("a");
    family.with(LONG).inc();
    assertThat(family.remove(LONG)).isFalse();
    assertThat(family.remove("overflow")).isTrue();
  }

  @Test
  void longValuesThatAreSetUpAreRefused() {
    String had = " must have at most 64 chars, had 65";
    assertThatThrownBy(() -> config.withLabel("zone", LONG))
        .hasMessage("value of label \"zone\" of every series" + had);
    assertThatThrownBy(() -> metrics.counter("x_total", "X.").label("zone", LONG))
        .hasMessage("value of label \"zone\" of x_total" + had);
    assertThatThrownBy(() -> metrics.info("x_info", "X.", Map.of("zone", LONG)))
        .hasMessage("value of label \"zone\" of x_info" + had);
    assertThatThrownBy(() -> metrics.source(LONG, sink -> {})).hasMessage("name of a source" + had);
    assertThatThrownBy(() -> metrics.handles(LONG, 1, 1, values -> 1))
        .hasMessage("name of handles" + had);
    EventSettings ring = EventSettings.defaults().withName(LONG);
    assertThatThrownBy(() -> metrics.eventRing(ring, Object::new, (from, to) -> {}, event -> {}))
        .hasMessage("name of a ring" + had);
  }

  @Test
  void whatASourceTellsUnderALongValueIsRefusedAndCounted() {
    metrics
        .source(
            "pool",
            sink -> {
              sink.gauge("workers", 1, LONG);
              sink.gauge("workers", 2, FITS);
              sink.stateSet("mode", new LongState());
            })
        .families(
            SourceFamily.gauge("workers", "Workers.", "state"),
            SourceFamily.stateSet("mode", "The mode."))
        .register();
    Seen seen = Seen.of(metrics);
    assertThat(seen.get("workers{state=\"" + FITS + "\"}")).isEqualTo(2.0);
    assertThat(seen.keys()).noneMatch(key -> key.contains(LONG));
    assertThat(seen.count("hairspring_source_refused_total{source=\"pool\"}")).isEqualTo(2);
    metrics.close();
  }

  /** A state of which the last is too long. */
  private static final class LongState extends TestStates {
    @Override
    public String state(int i) {
      return i == states() - 1 ? LONG : super.state(i);
    }
  }

  @Test
  void theLongestNameOfAMetricIsCountedUnderWhateverTheBound() {
    String name = "n".repeat(194) + "_total";
    metrics.counter(name, "X.").family("a").with(LONG).inc();
    assertThat(tooLong(Seen.of(metrics), name)).isEqualTo(1);
  }

  private static long tooLong(Seen seen, String family) {
    return seen.count("hairspring_label_values_too_long_total{family=\"" + family + "\"}");
  }
}
