package io.hairspring.gateway.tools;

import io.hairspring.exposition.format.TextTable;
import io.hairspring.exposition.format.Utf8Buffer;
import io.hairspring.undertow.tsdb.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The objectives of a process and how fast they burn, for a terminal. */
final class ObjectivesTable {
  private static final String RATIO = "slo_objective_ratio";
  private static final String REQUESTS = "slo_requests_total";
  private static final String GOOD = "slo_good_requests_total";
  private static final String BURN_RATE = "slo_burn_rate";
  private static final List<String> WINDOWS = List.of("5m", "1h", "6h");
  private static final int PERCENT_DIGITS = 4;

  // By family, objective and, of burn rates, window.
  private final Map<List<String>, Double> values = new HashMap<>();
  private final List<String> objectives;

  private ObjectivesTable(List<?> families, String prefix) {
    for (Object each : families) {
      Map<?, ?> family = (Map<?, ?>) each;
      String name = ((String) family.get("name")).substring(prefix.length());
      for (Object one : (List<?>) family.get("series")) {
        Map<?, ?> series = (Map<?, ?>) one;
        Map<?, ?> labels = (Map<?, ?>) series.get("labels");
        values.put(
            Stream.of(name, labels.get("slo"), labels.get("window")).map(String::valueOf).toList(),
            Double.valueOf(String.valueOf(series.get("value"))));
      }
    }
    objectives =
        values.keySet().stream()
            .filter(key -> key.get(0).equals(RATIO))
            .map(key -> key.get(1))
            .sorted()
            .toList();
  }

  /** Returns the table of a process whose metrics have this prefix; empty if it has none. */
  static String of(MetricsClient client, String prefix) {
    String names =
        Stream.of(RATIO, REQUESTS, GOOD, BURN_RATE)
            .map(name -> "name%5B%5D=" + URLEncoder.encode(prefix + name, StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    Map<?, ?> root = (Map<?, ?>) Json.read(client.get("/json?" + names, "application/json"));
    ObjectivesTable read = new ObjectivesTable((List<?>) root.get("families"), prefix);
    return read.objectives.isEmpty() ? "" : read.text();
  }

  private String text() {
    TextTable table =
        new TextTable(
            1, "objective", "to be good", "good", "requests", "bad", "burn 5m", "1h", "6h");
    for (String name : objectives) {
      double requests = value(REQUESTS, name, null);
      double good = value(GOOD, name, null);
      table.add(
          TextTable.cell(name),
          percent(value(RATIO, name, null)),
          percent(good / requests),
          String.format(Locale.ROOT, "%.0f", requests),
          String.format(Locale.ROOT, "%.0f", requests - good),
          burnRate(name, 0),
          burnRate(name, 1),
          burnRate(name, 2));
    }
    Utf8Buffer out = new Utf8Buffer();
    table.write(out);
    return out.toString();
  }

  private String burnRate(String name, int window) {
    double rate = value(BURN_RATE, name, WINDOWS.get(window));
    return Double.isNaN(rate) ? "-" : String.format(Locale.ROOT, "%.1f", rate);
  }

  private double value(String family, String name, String window) {
    return values.getOrDefault(List.of(family, name, String.valueOf(window)), Double.NaN);
  }

  private static String percent(double share) {
    return Double.isNaN(share)
        ? "-"
        : BigDecimal.valueOf(100 * share)
                .setScale(PERCENT_DIGITS, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString()
            + " %";
  }
}
