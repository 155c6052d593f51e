package io.hairspring.runtime.bridge;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a page of text says, whatever the order of its lines and labels and the look of numbers. */
final class ReadPage {
  private static final String LABELS = "\\{(?:[^\"}]|\"(?:[^\"\\\\]|\\\\.)*\")*}";
  private static final Pattern SAMPLE =
      Pattern.compile(
          "([^{ ]+)(" + LABELS + ")? (\\S+)(?: # (" + LABELS + ") (\\S+)(?: (\\S+))?)?");
  private static final Pattern LABEL = Pattern.compile("([^=,{]+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

  private ReadPage() {}

  /** Returns samples and comments by name and labels, without the collector's own metrics. */
  static Map<String, String> of(String text) {
    Map<String, String> read = new TreeMap<>();
    for (String line : text.lines().toList()) {
      if (line.startsWith("# ") && !line.equals("# EOF")) {
        String[] words = line.split(" ", 4);
        put(read, words[1] + " " + words[2], words[3]);
      } else if (!line.startsWith("#")) {
        Matcher sample = SAMPLE.matcher(line);
        if (!sample.matches()) {
          throw new AssertionError("no sample: " + line);
        }
        String exemplar =
            sample.group(4) == null
                ? ""
                : " # "
                    + labels(sample.group(4))
                    + number(sample.group(5))
                    + " "
                    + number(sample.group(6));
        put(read, sample.group(1) + labels(sample.group(2)), number(sample.group(3)) + exemplar);
      }
    }
    read.keySet().removeIf(key -> key.contains("hairspring_"));
    return read;
  }

  private static void put(Map<String, String> read, String key, String value) {
    if (read.put(key, value) != null) {
      throw new AssertionError("twice: " + key);
    }
  }

  private static Map<String, String> labels(String text) {
    Map<String, String> labels = new TreeMap<>();
    if (text != null) {
      Matcher label = LABEL.matcher(text);
      while (label.find()) {
        boolean bound = label.group(1).equals("le") || label.group(1).equals("quantile");
        labels.put(label.group(1), bound ? "" + number(label.group(2)) : label.group(2));
      }
    }
    return labels;
  }

  private static double number(String text) {
    return switch (text) {
      case "+Inf", "Infinity" -> Double.POSITIVE_INFINITY;
      case "-Inf", "-Infinity" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }
}
