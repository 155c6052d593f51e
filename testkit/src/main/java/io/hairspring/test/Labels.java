package io.hairspring.test;

import java.util.LinkedHashMap;
import java.util.Map;

/** Labels that a test names, in pairs. */
final class Labels {
  private Labels() {}

  static Map<String, String> of(String metric, String... namesAndValues) {
    if (namesAndValues.length % 2 != 0) {
      throw new IllegalArgumentException(
          "labels of "
              + metric
              + " must be names and values in turn, such as \"region\", \"eu\"; were "
              + String.join(", ", namesAndValues));
    }
    Map<String, String> labels = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      labels.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return labels;
  }
}
