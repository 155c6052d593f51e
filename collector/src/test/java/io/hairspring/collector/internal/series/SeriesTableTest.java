package io.hairspring.collector.internal.series;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Series come and go. */
class SeriesTableTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  // Of them 32 until it is clear that too many are in the way; the others are a matter of chance,
  // and as many as these come once in a thousand years.
  private static final int MOST_PROBES = 32 + 100;

  private final SeriesTable<Named> table = table(Integer.MAX_VALUE);

  private static SeriesTable<Named> table(int maxSeries) {
    return new SeriesTable<>(
        new SeriesBounds(maxSeries, 256, () -> {}, () -> {}, () -> {}, gone -> {}), Named::new);
  }

  /** Something that is found by its label values alone. */
  private static final class Named extends SeriesKey {
    Named(String[] values) {
      super(values);
    }

    String name() {
      return values()[0];
    }
  }

  @Test
  void whatStaysIsFoundAndSeenOnceInTheOrderItWasMade() {
    Map<String, Named> expected = new LinkedHashMap<>();
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      // Grows to some hundred, shrinks to a few, and again.
      boolean add = random.nextInt(100) < (i / 2_000 % 2 == 0 ? 70 : 30);
      String name = "n" + random.nextInt(1_000);
      if (add) {
        Named found = table.get(name);
        assertThat(expected.putIfAbsent(name, found)).isIn(null, found);
      } else {
        assertThat(table.remove(new String[] {name})).isEqualTo(expected.remove(name) != null);
      }
      if (i % 500 == 0) {
        assertHolds(expected);
      }
    }
    assertHolds(expected);
  }

  @Test
  void aCollectionThatLooksAheadLooksAtEachSeriesBeforeItSeesItAndSeesItOnce() {
    List<String> names = IntStream.range(0, 100).mapToObj(i -> "n" + i).toList();
    names.forEach(table::get);
    List<String> ahead = new ArrayList<>();
    List<String> seen = new ArrayList<>();
    table
        .series()
        .forEach(
            series -> ahead.add(series.name()),
            series -> {
              assertThat(ahead).contains(series.name());
              if (seen.isEmpty()) { // so many that those left move together
                names.subList(0, 90).forEach(name -> table.remove(new String[] {name}));
              }
              seen.add(series.name());
            });
    assertThat(seen).containsSubsequence(names.subList(90, 100)).doesNotHaveDuplicates();
    assertThat(ahead).doesNotHaveDuplicates();
  }

  private void assertHolds(Map<String, Named> expected) {
    assertThat(table.size()).isEqualTo(expected.size());
    assertThat(table.series().isEmpty()).isEqualTo(expected.isEmpty());
    assertThat(collection()).containsExactlyElementsOf(expected.keySet());
    expected.forEach((name, series) -> assertThat(table.get(name)).isSameAs(series));
  }

  private List<String> collection() {
    List<String> names = new ArrayList<>();
    table.series().forEach(series -> names.add(series.name()));
    return names;
  }

  private void fill(int series) {
    IntStream.range(0, series).forEach(i -> table.get("n" + i));
  }

  @Test
  void aTableThatIsEmptiedIsAsAtFirst() {
    fill(100);
    IntStream.range(0, 100).forEach(i -> table.remove(new String[] {"n" + i}));
    assertHolds(Map.of());
    assertThat(table.series().any(series -> true)).isFalse();
    fill(3);
    assertThat(collection()).containsExactly("n0", "n1", "n2");
  }

  @Test
  void aCollectionSeesOnceWhateverStaysWhileOthersComeAndGo() {
    fill(1_000);
    Random random = new Random(7);
    Map<String, Integer> seen = new LinkedHashMap<>();
    table
        .series()
        .forEach(
            series -> {
              seen.merge(series.name(), 1, Integer::sum);
              table.remove(new String[] {"n" + random.nextInt(500)});
              table.get("new " + random.nextInt(500));
            });
    assertThat(seen.values()).containsOnly(1);
    assertThat(seen.keySet())
        .containsAll(IntStream.range(500, 1_000).mapToObj(i -> "n" + i).toList());
  }

  @Test
  void aCollectionInPiecesSeesAllThatStay() {
    fill(1_000);
    IntStream.range(0, 400).forEach(i -> table.remove(new String[] {"n" + i}));
    List<String> names = new ArrayList<>();
    int next = 0;
    while (next >= 0) {
      next = table.series().forEach(next, 7, series -> names.add(series.name()));
    }
    assertThat(names).isEqualTo(collection()).hasSize(600);
  }

  @Test
  void aSeriesThatComesAndGoesCostsALargeFamilyNoCopyOfItself() {
    int series = 5_000;
    int pairs = 50_000;
    fill(series);
    long before = THREADS.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < pairs; i++) {
      table.remove(new String[] {"n" + i});
      table.get("n" + (i + series));
    }
    long bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
    assertThat(bytes / pairs).isLessThan(4L * series); // a copy alone has four bytes a series
    assertThat(table.size()).isEqualTo(series);
  }

  @Test
  void aFullTableFindsWhatStaysWhenOthersGo() {
    SeriesTable<Named> small = table(500);
    List<Named> made = IntStream.range(0, 500).mapToObj(i -> small.get("n" + i)).toList();
    small.get("one too many");
    IntStream.range(0, 250).forEach(i -> small.remove(new String[] {"n" + i}));
    for (int i = 250; i < 500; i++) {
      assertThat(small.get("n" + i)).isSameAs(made.get(i));
    }
    assertThat(small.get("one more").name()).isEqualTo("one more");
  }

  @Test
  void valuesWithOneHashAreFoundInFewStepsWhileTheyComeAndGo() {
    List<String> names = IntStream.range(0, 10_000).mapToObj(SeriesTableTest::colliding).toList();
    assertThat(names.stream().mapToInt(String::hashCode).distinct()).hasSize(1);
    List<Named> made = names.stream().map(table::get).toList();
    assertThat(names).allMatch(name -> table.probes(name) <= MOST_PROBES);
    assertThat(names.stream().map(table::get).toList()).isEqualTo(made);
    names.subList(0, 5_000).forEach(name -> table.remove(new String[] {name}));
    assertThat(names.subList(5_000, 10_000).stream().map(table::get).toList())
        .isEqualTo(made.subList(5_000, 10_000));
    names.subList(0, 5_000).forEach(table::get);
    assertThat(table.size()).isEqualTo(10_000);
    assertThat(names).allMatch(name -> table.probes(name) <= MOST_PROBES);
    assertThat(table.probes("of none")).isLessThanOrEqualTo(MOST_PROBES);
  }

  @Test
  void severalValuesWithOneHashAreFoundInFewSteps() {
    for (int i = 0; i < 2_000; i++) {
      String name = colliding(i);
      Named two = table.get(name, name);
      Named three = table.get(name, "x", name);
      Named four = table.get(name, "x", "y", name);
      Named five = table.get(new String[] {name, "x", "y", "z", name});
      assertThat(table.get(name, name)).isSameAs(two);
      assertThat(table.get(name, "x", name)).isSameAs(three);
      assertThat(table.get(name, "x", "y", name)).isSameAs(four);
      assertThat(table.get(new String[] {name, "x", "y", "z", name})).isSameAs(five);
      assertThat(table.probes(name, name)).isLessThanOrEqualTo(MOST_PROBES);
      assertThat(table.probes(name, "x", "y", name)).isLessThanOrEqualTo(MOST_PROBES);
    }
    assertThat(table.size()).isEqualTo(8_000);
  }

  /** Returns one of 16384 strings that have the same hash. */
  private static String colliding(int number) {
    return IntStream.range(0, 14)
        .mapToObj(bit -> (number >> bit & 1) == 0 ? "Aa" : "BB")
        .collect(Collectors.joining());
  }
}
