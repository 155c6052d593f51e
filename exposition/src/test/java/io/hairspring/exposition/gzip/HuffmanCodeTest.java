package io.hairspring.exposition.gzip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class HuffmanCodeTest {
  private static final int MOST_BITS = 15;

  @Property(tries = 200)
  void takesAllOfTheCodeSpaceAndNoMore(
      @ForAll long seed, @ForAll @IntRange(min = 2, max = 286) int seen) {
    Random random = new Random(seed);
    HuffmanCode code = new HuffmanCode(286, MOST_BITS);
    random
        .ints(0, 286)
        .distinct()
        .limit(seen)
        .forEach(symbol -> code.counts()[symbol] = 1 + random.nextInt(1 << random.nextInt(16)));
    code.build();
    assertThatIsWhole(code, 286);
  }

  @Test
  void isNoLongerThanTheBoundHoweverUnlikeTheCountsAre() {
    HuffmanCode code = new HuffmanCode(30, MOST_BITS);
    int one = 1;
    int other = 1;
    for (int symbol = 0; symbol < 30; symbol++) { // Fibonacci's numbers make the deepest tree
      code.counts()[symbol] = one;
      int sum = one + other;
      one = other;
      other = sum;
    }
    code.build();
    assertThatIsWhole(code, 30);
    assertThat(code.length(29)).isEqualTo(1);
  }

  @Test
  void oneSymbolHasACodeOfOneBitAndNoneHasNone() {
    HuffmanCode code = new HuffmanCode(3, MOST_BITS);
    code.counts()[1] = 7;
    code.build();
    assertThat(code.length(1)).isEqualTo(1);
    assertThat(code.used(1)).isEqualTo(2);
    code.build();
    assertThat(IntStream.range(0, 3).map(code::length)).containsOnly(0);
  }

  private static void assertThatIsWhole(HuffmanCode code, int symbols) {
    int[] lengths = IntStream.range(0, symbols).map(code::length).filter(l -> l > 0).toArray();
    assertThat(IntStream.of(lengths)).allMatch(length -> length <= MOST_BITS);
    int space = IntStream.of(lengths).map(length -> 1 << (MOST_BITS - length)).sum();
    assertThat(space).isEqualTo(1 << MOST_BITS);
  }
}
