package io.hairspring.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hairspring.testing.TestThreads;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CounterTest {
  private final MetricsCollector metrics = MetricsCollector.create();

  @Test
  void addsUpWhatAllThreadsAdded() throws InterruptedException {
    Counter counter = metrics.counter("events_total", "Events.").register();
    List<Thread> threads = TestThreads.start(8, () -> TestThreads.times(10_000, counter::inc));
    TestThreads.join(threads);
    assertThat(counter.total()).isEqualTo(80_000);
  }

  @Test
  void aNegativeAdditionIsRefusedAndCounted() {
    Counter counter = metrics.counter("events_total", "Events.").register();
    counter.add(5);
    counter.add(-3);
    counter.add(0);
    assertThat(counter.total()).isEqualTo(5);
    assertThat(Seen.of(metrics).get("hairspring_recordings_rejected_total{reason=\"negative\"}"))
        .isEqualTo(1L);
  }

  @Test
  void aFamilyHandsOutOneSeriesForTheSameLabelValues() {
    Family<Counter> family = metrics.counter("events_total", "Events.").family("a", "b");
    assertThat(family.with("x", "y")).isSameAs(family.with(new String("x"), new String("y")));
    assertThat(family.with("x", "y")).isSameAs(family.with(List.of("x", "y")));
    assertThat(family.with("x", "y")).isNotSameAs(family.with("y", "x"));
  }

  @Test
  void threeAndFourLabelsFindTheSameSeriesAsAList() {
    Family<Counter> three = metrics.counter("three_total", "Three.").family("a", "b", "c");
    Family<Counter> four = metrics.counter("four_total", "Four.").family("a", "b", "c", "d");
    assertThat(three.with("1", "2", "3")).isSameAs(three.with(List.of("1", "2", "3")));
    assertThat(four.with("1", "2", "3", "4")).isSameAs(four.with(List.of("1", "2", "3", "4")));
  }

  @Test
  void seriesThatDifferInOneLabelAloneAreApart() {
    for (int labels = 1; labels <= 5; labels++) {
      String[] names = Arrays.copyOf(new String[] {"a", "b", "c", "d", "e"}, labels);
      Family<Counter> family = metrics.counter("of_" + labels + "_total", "X.").family(names);
      Set<Counter> series = new HashSet<>();
      for (int place = 0; place < labels; place++) {
        for (int i = 0; i < 200; i++) {
          String[] values = new String[labels];
          Arrays.fill(values, "same");
          values[place] = "value " + i;
          series.add(found(family, values));
        }
      }
      assertThat(series).hasSize(200 * labels);
    }
  }

  private static Counter found(Family<Counter> family, String... values) {
    return switch (values.length) {
      case 1 -> family.with(values[0]);
      case 2 -> family.with(values[0], values[1]);
      case 3 -> family.with(values[0], values[1], values[2]);
      case 4 -> family.with(values[0], values[1], values[2], values[3]);
      default -> family.with(List.of(values));
    };
  }

  @Test
  void aNullLabelValueIsAnEmptyOne() {
    Family<Counter> family = metrics.counter("events_total", "Events.").family("a");
    assertThat(family.with((String) null)).isSameAs(family.with(""));
  }

  @Test
  void aWrongNumberOfLabelValuesIsRefusedWithTheRightOne() {
    Family<Counter> family = metrics.counter("events_total", "Events.").family("a", "b");
    assertThatThrownBy(() -> family.with("x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("metric \"events_total\" takes 2 labels (a, b), got 1 (\"x\")");
    assertThatThrownBy(family::remove)
        .hasMessage("metric \"events_total\" takes 2 labels (a, b), got 0");
    assertThatThrownBy(() -> family.with(List.of("x".repeat(1000))))
        .hasMessageEndingWith(", got 1 (\"" + "x".repeat(100) + "…\")");
  }

  @Test
  void aFullFamilySharesOneSeriesAndSaysSo() {
    Family<Counter> family = metrics.counter("events_total", "Events.").maxSeries(2).family("path");
    for (String path : List.of("/a", "/b", "/c", "/d", "/c")) {
      family.with(path).inc();
    }
    Seen seen = Seen.of(metrics);
    assertThat(seen.count("events_total{path=\"/a\"}")).isEqualTo(1);
    assertThat(seen.count("events_total{path=\"overflow\"}")).isEqualTo(3);
    assertThat(seen.count("hairspring_series_overflowed_total{family=\"events_total\"}"))
        .isEqualTo(3);
  }

  @Test
  void aRemovedSeriesIsGoneAndItsHandleHarmless() {
    Family<Counter> family = metrics.counter("events_total", "Events.").family("path");
    Counter held = family.with("/a");
    held.add(7);
    assertThat(family.remove("/a")).isTrue();
    assertThat(family.remove("/a")).isFalse();
    held.inc();
    family.with("/b").inc();
    Seen seen = Seen.of(metrics);
    assertThat(seen.get("events_total{path=\"/a\"}")).isNull();
    assertThat(seen.count("events_total{path=\"/b\"}")).isEqualTo(1);
    assertThat(family.with("/a").total()).isZero();
  }

  @Test
  void aMissingValueIsFoundAgainForRemoval() {
    Family<Counter> family = metrics.counter("events_total", "Events.").family("path", "status");
    family.with(null, "200").inc();
    assertThat(family.remove(null, "200")).isTrue();
    assertThat(Seen.of(metrics).get("events_total{path=\"\",status=\"200\"}")).isNull();
  }

  @Test
  void aRemovalMakesRoomForAnotherSeries() {
    Family<Counter> family = metrics.counter("events_total", "Events.").maxSeries(1).family("path");
    family.with("/a").inc();
    family.with("/b").inc();
    family.remove("/a");
    family.with("/b").inc();
    family.with("/c").inc();
    Seen seen = Seen.of(metrics);
    assertThat(seen.count("events_total{path=\"/b\"}")).isEqualTo(1);
    assertThat(seen.count("events_total{path=\"overflow\"}")).isEqualTo(2);
  }

  @Test
  void theOverflowSeriesCanBeRemovedAndComesBackWhenItIsNeeded() {
    Family<Counter> family = metrics.counter("events_total", "Events.").maxSeries(1).family("path");
    family.with("/a").inc();
    family.with("/b").add(5);
    family.remove("overflow");
    family.with("/b").inc();
    assertThat(Seen.of(metrics).count("events_total{path=\"overflow\"}")).isEqualTo(1);
  }

  @Test
  void totalsAreForLifeAndEpochsAreNot() {
    Counter counter = metrics.counter("events_total", "Events.").register();
    counter.add(3);
    assertThat(Seen.reset(metrics).count("events_total")).isEqualTo(3);
    counter.add(4);
    assertThat(Seen.of(metrics).count("events_total")).isEqualTo(4);
    assertThat(counter.total()).isEqualTo(7);
  }
}
