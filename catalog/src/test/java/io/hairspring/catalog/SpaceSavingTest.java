package io.hairspring.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** The heaviest of many values are found, and the error is what is said. */
class SpaceSavingTest {
  private static void holdsWhatItPromises(
      SpaceSaving sketch, Map<String, Long> exact, int counters) {
    long total = exact.values().stream().mapToLong(Long::longValue).sum();
    List<TopValues.Entry> all = sketch.top(counters);
    assertThat(sketch.total()).isEqualTo(total);
    assertThat(all.stream().mapToLong(TopValues.Entry::count).sum()).isEqualTo(total);
    assertThat(all).hasSize(Math.min(counters, exact.size()));
    for (TopValues.Entry entry : all) {
      long real = exact.get(entry.value());
      assertThat(real).isBetween(entry.count() - entry.error(), entry.count());
      assertThat(entry.error()).isLessThanOrEqualTo(total / counters);
    }
    exact.forEach(
        (value, count) -> {
          if (count > total / counters) {
            assertThat(all).extracting(TopValues.Entry::value).contains(value);
          }
        });
  }

  @Property(tries = 300)
  void anyStreamIsCountedWithinTheError(
      @ForAll @Size(max = 300) List<@IntRange(max = 40) Integer> values,
      @ForAll @IntRange(min = 1, max = 20) int counters) {
    SpaceSaving sketch = new SpaceSaving(counters);
    Map<String, Long> exact = new HashMap<>();
    for (int value : values) {
      sketch.add("v" + value, 1 + value % 3);
      exact.merge("v" + value, 1L + value % 3, Long::sum);
    }
    holdsWhatItPromises(sketch, exact, counters);
  }

  @Test
  void aZipfStreamOfAMillionKeysKeepsItsHeaviest() {
    SplittableRandom random = new SplittableRandom(11);
    SpaceSaving sketch = new SpaceSaving(100);
    Map<String, Long> exact = new HashMap<>();
    for (int i = 0; i < 1_000_000; i++) {
      // The inverse of a density of 1/x from 1 to a million.
      String key = Long.toString((long) Math.exp(random.nextDouble() * Math.log(1e6)));
      sketch.add(key, 1);
      exact.merge(key, 1L, Long::sum);
    }
    assertThat(exact.size()).isGreaterThan(100_000);
    holdsWhatItPromises(sketch, exact, 100);
    assertThat(sketch.top(5))
        .extracting(TopValues.Entry::value)
        .containsExactly("1", "2", "3", "4", "5");
  }
}
