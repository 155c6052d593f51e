package io.hairspring.collector.internal.instrument;

import io.hairspring.collector.view.FamilyKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * All that was said of a metric when it was made. Two that are equal describe the same metric.
 *
 * @param labels that every series has, name to value
 * @param settings what else tells such metrics apart, for people to read; values have an equality
 */
record Definition(
    Variety variety,
    String name,
    String help,
    FamilyKind kind,
    List<String> labelNames,
    Map<String, String> labels,
    Map<String, Object> settings) {
  /** Returns whether the other describes this metric, but for the names of its labels. */
  boolean isLabelSetOf(Definition other) {
    return equals(
        new Definition(
            other.variety,
            other.name,
            other.help,
            other.kind,
            labelNames,
            other.labels,
            other.settings));
  }

  /** Returns what is not alike, for people to read. */
  List<String> differences(Definition other) {
    List<String> all = new ArrayList<>();
    addIf(variety != other.variety || kind != other.kind, "kind", all);
    addIf(!help.equals(other.help), "help", all);
    addIf(!labelNames.equals(other.labelNames), "label names", all);
    addIf(!labels.equals(other.labels), "fixed labels", all);
    if (variety == other.variety) {
      settings.forEach(
          (setting, value) ->
              addIf(!Objects.equals(value, other.settings.get(setting)), setting, all));
    }
    return all;
  }

  private static void addIf(boolean different, String what, List<String> all) {
    if (different) {
      all.add(what);
    }
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(variety.toString());
    text.append(" \"").append(help).append('"');
    text.append(labelNames.isEmpty() ? " without labels" : " by " + String.join(", ", labelNames));
    labels.forEach(
        (label, value) -> text.append(", ").append(label).append("=\"").append(value).append('"'));
    settings.forEach(
        (setting, value) -> text.append(", ").append(setting).append(' ').append(value));
    return text.toString();
  }
}
