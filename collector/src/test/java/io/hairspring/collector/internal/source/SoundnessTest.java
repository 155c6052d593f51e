package io.hairspring.collector.internal.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.hairspring.collector.view.DistributionView;
import io.hairspring.collector.view.SummaryView;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SoundnessTest {
  @ParameterizedTest
  @CsvSource({
    "'', '', 0, true",
    "'', '', 3, true",
    "'-1 0 2.5', '0 2 2', 2, true",
    "'1 2', '1 2', 3, true",
    // bounds that do not ascend, or are no numbers, or the one that is implied
    "'1 1', '1 2', 2, false",
    "'2 1', '1 2', 2, false",
    "'1 NaN', '1 2', 2, false",
    "'NaN', '1', 1, false",
    "'-Infinity 1', '1 2', 2, false",
    "'1 Infinity', '1 2', 2, false",
    // counts that fall, or are below none
    "'1 2', '2 1', 2, false",
    "'1 2', '1 3', 2, false",
    "'1', '-1', 0, false",
    "'', '', -1, false",
  })
  void aHistogramHasFiniteBoundsAndCountsThatAscend(
      String bounds, String counts, long count, boolean sound) {
    DistributionView values =
        DistributionView.of(doubles(bounds), words(counts).map(Long::valueOf).toList(), count, 1);
    assertThat(Soundness.isSound(values)).isEqualTo(sound);
  }

  @ParameterizedTest
  @CsvSource({
    "'', 0, true",
    "'0 0.5 1', 1, true",
    "'0.5 0.5', 1, false",
    "'0.9 0.5', 1, false",
    "'-0.1', 1, false",
    "'1.1', 1, false",
    "NaN, 1, false",
    "0.5, -1, false",
  })
  void aSummaryHasQuantilesFrom0To1ThatAscend(String quantiles, long count, boolean sound) {
    List<Double> of = doubles(quantiles);
    SummaryView values = SummaryView.of(of, Collections.nCopies(of.size(), Double.NaN), count, 1);
    assertThat(Soundness.isSound(values)).isEqualTo(sound);
  }

  private static List<Double> doubles(String text) {
    return words(text).map(Double::valueOf).toList();
  }

  private static Stream<String> words(String text) {
    return Stream.of(text.split(" ")).filter(word -> !word.isEmpty());
  }
}
