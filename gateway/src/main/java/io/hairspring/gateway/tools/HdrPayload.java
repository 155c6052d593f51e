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
import org.HdrHistogram.HistogramIterationValue;

/** What {@code /metrics/hdr} answers: one family of one process, or of several together. */
final class HdrPayload {
  private static final double NANOS_PER_MILLI = 1e6;

  private final Map<String, Histogram> series = new TreeMap<>(); // by labels
  private Unit unit; // null as long as there is no series

  private HdrPayload() {}

  /**
   * What figures are shown in.
   *
   * @param name empty for that of the metric's name
   * @param steps how many steps of the histogram it has
   */
  record Unit(String name, double steps) {}

  /**
   * Reads an answer.
   *
   * @throws MetricsClient.NoAnswerException if it is none
   */
  static HdrPayload of(String answer) {
    HdrPayload read = new HdrPayload();
    try {
      Map<?, ?> root = (Map<?, ?>) Json.read(answer);
      for (Object each : (List<?>) root.get("histograms")) {
        Map<?, ?> one = (Map<?, ?>) each;
        byte[] bytes = Base64.getDecoder().decode((String) one.get("histogram"));
        read.put(
            labels((Map<?, ?>) one.get("labels")),
            Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(bytes), 0),
            unit(one));
      }
      return read;
    } catch (IllegalArgumentException
        | ClassCastException
        | NullPointerException
        | DataFormatException bad) {
      throw new MetricsClient.NoAnswerException("an answer cannot be read: " + bad);
    }
  }

  /**
   * Adds up what several processes answered.
   *
   * @throws MetricsClient.NoAnswerException if they count in different units
   */
  static HdrPayload sum(List<HdrPayload> processes) {
    HdrPayload sum = new HdrPayload();
    for (HdrPayload process : processes) {
      process.series.forEach((labels, histogram) -> sum.put(labels, histogram, process.unit));
    }
    return sum;
  }

  private void put(String labels, Histogram histogram, Unit of) {
    if (unit != null && !unit.equals(of)) {
      throw new MetricsClient.NoAnswerException(
          "the processes count in different units; expected one metric");
    }
    unit = of;
    series.merge(labels, histogram, (one, other) -> sumOf(List.of(one, other)));
  }

  private static Unit unit(Map<?, ?> one) {
    Object places = one.get("decimal_places"); // of values, which have the unit of their name
    return places == null
        ? new Unit("ms", NANOS_PER_MILLI)
        : new Unit("", Math.pow(10, Integer.parseInt((String) places)));
  }

  private static String labels(Map<?, ?> labels) {
    return new TreeMap<>(labels)
        .entrySet().stream()
            .map(label -> label.getKey() + "=" + label.getValue())
            .collect(Collectors.joining(","));
  }

  /** Returns the sum of histograms, as precise as the most precise of them. */
  private static Histogram sumOf(Collection<Histogram> all) {
    int digits =
        all.stream().mapToInt(Histogram::getNumberOfSignificantValueDigits).max().orElse(2);
    Histogram sum = new Histogram(digits);
    sum.setAutoResize(true); // what the longest range does not hold makes it longer
    all.forEach(sum::add);
    return sum;
  }

  /**
   * Takes away what the same process answered before; a series that was reset meanwhile stays as it
   * is.
   */
  void subtract(HdrPayload before) {
    before.series.forEach(
        (labels, earlier) -> {
          Histogram later = series.get(labels);
          if (later != null && hasGrown(earlier, later)) {
            later.subtract(earlier);
          }
        });
  }

  private static boolean hasGrown(Histogram earlier, Histogram later) {
    for (HistogramIterationValue each : earlier.recordedValues()) {
      long value = each.getValueIteratedTo();
      if (later.getCountAtValue(value) < each.getCountAtValueIteratedTo()) {
        return false;
      }
    }
    return true;
  }

  /** Returns the histograms by labels; none if nobody has the family. */
  Map<String, Histogram> series() {
    return series;
  }

  /** Returns all of them as one. */
  Histogram all() {
    return sumOf(series.values());
  }

  /** Returns what figures are shown in; null if there is no series. */
  Unit unit() {
    return unit;
  }
}
