package io.hairspring.micrometer;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page of the text format 0.0.4, read line by line. */
final class Page {
  private static final Pattern SAMPLE = Pattern.compile("([^{ ]+)(?:\\{(.*)})? (\\S+)");
  private static final Pattern LABEL = Pattern.compile("([^=,]+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

  private final Map<String, String> types = new TreeMap<>();
  private final Map<String, String> helps = new TreeMap<>();
  private final Map<String, Double> samples = new LinkedHashMap<>();

  private Page() {}

  /** Reads a page, without the collector's own metrics. */
  static Page of(String text) {
    Page page = new Page();
    for (String line : text.lines().filter(any -> !any.contains("hairspring_")).toList()) {
      String[] words = line.split(" ", 4);
      if (line.startsWith("# TYPE ")) {
        page.types.put(words[2], words[3]);
      } else if (line.startsWith("# HELP ")) {
        page.helps.put(words[2], words[3]);
      } else if (!line.isEmpty()) {
        page.add(line);
      }
    }
    return page;
  }

  private void add(String line) {
    Matcher sample = SAMPLE.matcher(line);
    if (!sample.matches()) {
      throw new IllegalArgumentException("no sample: " + line);
    }
    Map<String, String> labels = new TreeMap<>();
    if (sample.group(2) != null) {
      Matcher label = LABEL.matcher(sample.group(2));
      while (label.find()) {
        labels.put(label.group(1), bound(label.group(1), label.group(2)));
      }
    }
    String key = sample.group(1) + labels;
    if (samples.put(key, number(sample.group(3))) != null) {
      throw new IllegalArgumentException("twice: " + key);
    }
  }

  private static String bound(String label, String value) {
    return label.equals("le") || label.equals("quantile") ? "" + number(value) : value;
  }

  private static double number(String text) {
    return switch (text) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }

  Map<String, String> types() {
    return types;
  }

  Map<String, String> helps() {
    return helps;
  }

  /** Returns values by name and labels, such as {@code x_total{path=/}}. */
  Map<String, Double> samples() {
    return samples;
  }
}
