package io.hairspring.collector.internal.series;

import io.hairspring.collector.view.NameEscaping;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The label names of a family, and the labels that all its series share. Immutable; equal to
 * another of the same names and shared labels.
 */
public final class SeriesLabels {
  private final String metric; // for people; empty where nobody asks
  private final Map<String, String> shared;
  private final List<String> names;
  private final LabelUnion union; // with the names of the family's other label sets
  private final int[] order; // in which names are written: that of the union
  private final byte[][] before; // the text up to the value of each name, in that order
  private final byte[] sharedText;

  /**
   * Creates labels; copies, and the shared values become well-formed.
   *
   * @param shared labels of every series, name to value
   * @param names the names whose values tell the series apart
   */
  public SeriesLabels(Map<String, String> shared, List<String> names) {
    this("", shared, names, new LabelUnion());
  }

  /** Creates labels as above, of one label set of a metric, whose names join the others. */
  public SeriesLabels(
      String metric, Map<String, String> shared, List<String> names, LabelUnion union) {
    this.metric = metric;
    Map<String, String> written = new LinkedHashMap<>(shared);
    written.replaceAll((name, value) -> Utf8Text.text(value));
    this.shared = Collections.unmodifiableMap(written);
    this.names = List.copyOf(names);
    this.union = union;
    union.add(this.names);
    order = union.names().stream().mapToInt(this.names::indexOf).filter(i -> i >= 0).toArray();
    StringBuilder text = new StringBuilder();
    written.forEach((name, value) -> open(text, name).append(LabelText.escaped(value)).append('"'));
    sharedText = utf8(text);
    before = new byte[this.names.size()][];
    for (int i = 0; i < before.length; i++) {
      before[i] = utf8(open(text, this.names.get(order[i])));
      text.setLength(0);
      text.append('"'); // of the value before
    }
  }

  private static StringBuilder open(StringBuilder text, String name) {
    text.append(text.isEmpty() ? "" : ",");
    if (NameEscaping.isClassicLabel(name)) {
      text.append(name);
    } else {
      text.append('"').append(LabelText.escaped(name)).append('"');
    }
    return text.append("=\"");
  }

  private static byte[] utf8(CharSequence text) {
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Returns the name of the metric, for people. */
  String metric() {
    return metric;
  }

  /** Returns the names whose values tell the series apart. */
  public List<String> names() {
    return names;
  }

  /** Returns all names of the family, shared ones first. */
  public List<String> allNames() {
    List<String> all = new ArrayList<>(shared.keySet());
    all.addAll(union.names());
    return all;
  }

  /** Returns all values of a series, shared ones first, and an empty one where it has no label. */
  List<String> allValues(String[] values) {
    List<String> all = new ArrayList<>(shared.values());
    for (String name : union.names()) {
      int i = names.indexOf(name);
      all.add(i < 0 ? "" : values[i]);
    }
    return all;
  }

  /** Returns whether these labels lack that of the name at a place of {@link #allNames}. */
  boolean lacks(int i) {
    return i >= shared.size() && !names.contains(union.names().get(i - shared.size()));
  }

  /**
   * Returns the labels as they stand between the braces of the text formats, in UTF-8; nobody may
   * write them. Leaves no garbage where the values are plain.
   */
  public byte[] encode(String[] values) {
    if (values.length == 0) {
      return sharedText;
    }
    int bytes = 1; // the quote after the last value
    for (int i = 0; i < values.length; i++) {
      bytes += before[i].length + LabelText.bytes(values[order[i]]);
    }
    byte[] text = new byte[bytes];
    int end = 0;
    for (int i = 0; i < values.length; i++) {
      System.arraycopy(before[i], 0, text, end, before[i].length);
      end = LabelText.put(values[order[i]], text, end + before[i].length);
    }
    text[end] = '"';
    return text;
  }

  /** Returns the labels as {@link #encode} does, without those whose value is null. */
  public byte[] encodeGiven(String[] values) {
    List<String> given = new ArrayList<>();
    List<String> givenNames = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      if (values[i] != null) {
        given.add(values[i]);
        givenNames.add(names.get(i));
      }
    }
    SeriesLabels labels =
        given.size() == values.length ? this : new SeriesLabels(shared, givenNames);
    return labels.encode(given.toArray(String[]::new));
  }

  /** Returns how many labels all series share, which come first. */
  public int sharedCount() {
    return shared.size();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SeriesLabels labels
        && labels.shared.equals(shared)
        && labels.names.equals(names);
  }

  @Override
  public int hashCode() {
    return 31 * shared.hashCode() + names.hashCode();
  }
}
