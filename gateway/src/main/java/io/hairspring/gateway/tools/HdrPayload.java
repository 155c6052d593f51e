package io.hairspring.gateway.tools;

import io.hairspring.undertow.tsdb.Json;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/** What {@code /metrics/hdr} answers, and what is computed with it. */
final class HdrPayload {
  private HdrPayload() {}

  /**
   * Adds the series of an answer to sums by labels. What a sum cannot hold, as its range is
   * shorter, makes it longer.
   *
   * @throws MetricsClient.NoAnswerException if it is no such answer
   */
  static void add(String answer, Map<String, Histogram> sums) {
    try {
      Map<?, ?> root = (Map<?, ?>) Json.read(answer);
      for (Object each : (List<?>) root.get("histograms")) {
        Map<?, ?> series = (Map<?, ?>) each;
        byte[] bytes = Base64.getDecoder().decode((String) series.get("histogram"));
        Histogram read = Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(bytes), 0);
        sums.merge(labels((Map<?, ?>) series.get("labels")), read, HdrPayload::both);
      }
    } catch (IllegalArgumentException
        | ClassCastException
        | NullPointerException
        | DataFormatException bad) {
      throw new MetricsClient.NoAnswerException("an answer cannot be read: " + bad);
    }
  }

  private static Histogram both(Histogram one, Histogram other) {
    return sum(List.of(one, other));
  }

  /** Returns the sum of histograms, as precise as the most precise of them. */
  static Histogram sum(Collection<Histogram> all) {
    int digits =
        all.stream().mapToInt(Histogram::getNumberOfSignificantValueDigits).max().orElse(2);
    Histogram sum = new Histogram(digits);
    sum.setAutoResize(true);
    all.forEach(sum::add);
    return sum;
  }

  /** Takes what was there before from what is there now; what was reset meanwhile stays whole. */
  static void subtract(Map<String, Histogram> now, Map<String, Histogram> before) {
    before.forEach(
        (labels, earlier) -> {
          Histogram later = now.get(labels);
          if (later != null && later.getTotalCount() >= earlier.getTotalCount()) {
            later.subtract(earlier);
          }
        });
  }

  private static String labels(Map<?, ?> labels) {
    return new TreeMap<>(labels)
        .entrySet().stream()
            .map(label -> label.getKey() + "=" + label.getValue())
            .collect(Collectors.joining(","));
  }
}
