package io.hairspring.collector.series;

import io.hairspring.collector.snapshot.NameEscaping;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The label names of a family, and the labels that all its series share. Immutable.
 *
 * @param shared labels of every series, name to value
 * @param names the names whose values tell the series apart
 */
public record SeriesLabels(Map<String, String> shared, List<String> names) {
  /** Copies; the shared values become well-formed. */
  public SeriesLabels {
    Map<String, String> written = new LinkedHashMap<>(shared);
    written.replaceAll((name, value) -> WellFormed.text(value));
    shared = Collections.unmodifiableMap(written);
    names = List.copyOf(names);
  }

  /** Returns all names, shared ones first. */
  public List<String> allNames() {
    List<String> all = new ArrayList<>(shared.keySet());
    all.addAll(names);
    return all;
  }

  /** Returns all values of a series, shared ones first. */
  List<String> allValues(String[] values) {
    List<String> all = new ArrayList<>(shared.values());
    all.addAll(List.of(values));
    return all;
  }

  /** Returns the labels as they stand between the braces of the text formats, in UTF-8. */
  public byte[] encode(String[] values) {
    StringBuilder text = new StringBuilder();
    shared.forEach((name, value) -> append(text, name, value));
    for (int i = 0; i < values.length; i++) {
      append(text, names.get(i), values[i]);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void append(StringBuilder text, String name, String value) {
    if (!text.isEmpty()) {
      text.append(',');
    }
    if (NameEscaping.isClassicLabel(name)) {
      text.append(name);
    } else {
      appendQuoted(text, name);
    }
    text.append('=');
    appendQuoted(text, WellFormed.text(value));
  }

  private static void appendQuoted(StringBuilder text, String part) {
    text.append('"');
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      switch (c) {
        case '\\' -> text.append("\\\\");
        case '"' -> text.append("\\\"");
        case '\n' -> text.append("\\n");
        default -> text.append(c);
      }
    }
    text.append('"');
  }
}
