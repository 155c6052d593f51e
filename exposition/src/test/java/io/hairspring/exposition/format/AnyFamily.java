package io.hairspring.exposition.format;

import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * What a family is described by, and the labels of its series.
 *
 * @param labels the names of its labels
 * @param series their values, for each series; no two of them are the same once they are written
 * @param help starts and ends with a bracket, since the Python client's parser of text 0.0.4 strips
 *     white space from the ends of what it reads, which the format does not ask for
 */
record AnyFamily(List<String> labels, List<List<String>> series, String help) {
  private static final int MOST_SERIES = 3;

  static Arbitrary<AnyFamily> families() {
    return AnyText.labels()
        .flatMap(
            labels ->
                Combinators.combine(series(labels.size()), AnyText.texts())
                    .as((series, help) -> new AnyFamily(labels, series, "[" + help + "]")));
  }

  private static Arbitrary<List<List<String>>> series(int labels) {
    return AnyText.texts()
        .list()
        .ofSize(labels)
        .list()
        .ofMinSize(1)
        .ofMaxSize(labels == 0 ? 1 : MOST_SERIES)
        .uniqueElements(values -> values.stream().map(AnyText::written).toList());
  }

  String[] labelNames() {
    return labels.toArray(String[]::new);
  }

  /** Returns the labels of a series as they are written. */
  Map<String, String> labelsOf(List<String> values) {
    return ReadBack.labels(labels, values);
  }
}
