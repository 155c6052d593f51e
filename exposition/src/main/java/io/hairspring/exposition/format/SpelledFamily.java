package io.hairspring.exposition.format;

import io.hairspring.collector.view.FamilyView;
import io.hairspring.collector.view.NameEscaping;
import java.util.List;

/** How the names of one family are spelled for a reader. Immutable. */
final class SpelledFamily {
  private final String name;
  private final boolean quoted;
  private final byte[] text;
  private final List<String> labels;
  private final String stateLabel;
  private final byte[] stateLabelText;

  SpelledFamily(FamilyView family, NameEscaping escaping) {
    name = escaping.metric(family.name());
    quoted = !NameEscaping.isClassicMetric(name);
    Utf8Buffer line = new Utf8Buffer().ascii(quoted ? "{\"" : "");
    text = TextEscapes.quoted(line, name).copy();
    List<String> spelled = family.labelNames().stream().map(escaping::label).toList();
    labels = spelled.equals(family.labelNames()) ? null : spelled;
    stateLabel = escaping.label(family.name());
    String quote = NameEscaping.isClassicLabel(stateLabel) ? "" : "\"";
    Utf8Buffer label = TextEscapes.quoted(new Utf8Buffer().ascii(quote), stateLabel);
    stateLabelText = label.ascii(quote).copy();
  }

  /** Returns the name, without quotes. */
  String name() {
    return name;
  }

  /** Returns whether text formats put the name in quotes. */
  boolean isQuoted() {
    return quoted;
  }

  /**
   * Returns what a line of a text format begins with: the name, or a brace, a quote and the name,
   * escaped. Not to be written.
   */
  byte[] text() {
    return text;
  }

  /** Returns the names of the labels; null where they are as a series keeps them. */
  List<String> labels() {
    return labels;
  }

  /** Returns the label that tells the states of a state set, without quotes. */
  String stateLabel() {
    return stateLabel;
  }

  /** Returns that label for text formats, in quotes if need be. Not to be written. */
  byte[] stateLabelText() {
    return stateLabelText;
  }
}
