package io.hairspring.collector.internal.source;

import io.hairspring.collector.internal.series.Utf8Text;
import io.hairspring.collector.source.MetricsSink;
import io.hairspring.collector.view.DistributionView;
import io.hairspring.collector.view.FamilyKind;
import io.hairspring.collector.view.StateSetView;
import io.hairspring.collector.view.SummaryView;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** Builds an answer of what a source writes, and refuses what does not fit. One thread. */
final class AnswerSink implements MetricsSink {
  private static final double MOST_EXACT = 0x1p53; // whole numbers up to here are exact as doubles

  private final Map<String, Declared> declared;
  private final Answer last; // its labels are used again
  private final Answer answer;
  private final SourceSettings settings;
  private final Refusals refusals;
  private final Consumer<String> malformed;
  private volatile boolean ended; // set by who asks; read by a source that kept the sink too long

  AnswerSink(
      Map<String, Declared> declared,
      Answer last,
      Answer answer,
      SourceSettings settings,
      Refusals refusals,
      Consumer<String> malformed) {
    this.declared = declared;
    this.last = last;
    this.answer = answer;
    this.settings = settings;
    this.refusals = refusals;
    this.malformed = malformed;
  }

  @Override
  public void counter(String family, double total, String... labelValues) {
    if (!(total >= 0) || Double.isInfinite(total)) {
      refuse(family, "expected a total that is finite and not negative, was " + total);
      return;
    }
    boolean whole = total <= MOST_EXACT && total == Math.rint(total);
    add(
        family,
        FamilyKind.COUNTER,
        labelValues,
        whole
            ? series -> visitor -> visitor.counter(series, (long) total)
            : series -> visitor -> visitor.fractionalCounter(series, total));
  }

  @Override
  public void gauge(String family, double value, String... labelValues) {
    add(family, FamilyKind.GAUGE, labelValues, series -> visitor -> visitor.gauge(series, value));
  }

  @Override
  public void info(String family, String... labelValues) {
    add(family, FamilyKind.INFO, labelValues, series -> visitor -> visitor.info(series));
  }

  @Override
  public void histogram(String family, DistributionView values, String... labelValues) {
    DistributionView copy = DistributionView.copyOf(values);
    if (!Soundness.isSound(copy)) {
      refuse(family, "expected finite bounds and counts that ascend");
      return;
    }
    add(
        family,
        FamilyKind.HISTOGRAM,
        labelValues,
        series -> visitor -> visitor.histogram(series, copy));
  }

  @Override
  public void summary(String family, SummaryView values, String... labelValues) {
    SummaryView copy = SummaryView.copyOf(values);
    if (!Soundness.isSound(copy)) {
      refuse(family, "expected a count and quantiles from 0 to 1 that ascend");
      return;
    }
    add(
        family,
        FamilyKind.SUMMARY,
        labelValues,
        series -> visitor -> visitor.summary(series, copy));
  }

  @Override
  public void stateSet(String family, StateSetView states, String... labelValues) {
    CopiedStates copy = CopiedStates.of(states);
    if (!copy.isSound(settings.maxLabelChars())) {
      refuse(
          family,
          "expected at least one state, each of them once and of at most "
              + settings.maxLabelChars()
              + " chars");
      return;
    }
    add(
        family,
        FamilyKind.STATESET,
        labelValues,
        copy.isMalformed(),
        series -> visitor -> visitor.stateSet(series, copy));
  }

  private void add(
      String name,
      FamilyKind kind,
      String[] labelValues,
      Function<PulledSeries, Answer.Shown> value) {
    add(name, kind, labelValues, false, value);
  }

  private void add(
      String name,
      FamilyKind kind,
      String[] labelValues,
      boolean malformedValue,
      Function<PulledSeries, Answer.Shown> value) {
    if (ended) {
      return;
    }
    Declared family = name == null ? null : declared.get(name);
    if (family == null || family.view().kind() != kind) {
      refuse(name, "expected a declared family of the kind " + kind);
      return;
    }
    if (malformedValue || Arrays.stream(labelValues).anyMatch(v -> v != null && !Utf8Text.is(v))) {
      malformed.accept(family.view().name());
    }
    Answer.Series told = answer.of(family);
    String[] values = new String[labelValues.length];
    Arrays.setAll(values, i -> labelValues[i] == null ? null : Utf8Text.text(labelValues[i]));
    List<String> key = List.of(PulledSeries.filled(values)); // Prometheus takes empty for absent
    int labels = told.family().labels().names().size();
    if (values.length != labels) {
      refuse(name, "expected " + labels + " label value(s), were " + values.length);
    } else if (told.labels(key) != null) {
      refuse(name, "expected each series once, was given twice");
    } else if (told.size() >= settings.maxSeries()) {
      refuse(name, "expected at most " + settings.maxSeries() + " series");
    } else if (key.stream().anyMatch(text -> text.length() > settings.maxLabelChars())) {
      refuse(name, "expected label values of at most " + settings.maxLabelChars() + " chars");
    } else {
      PulledSeries series = series(told.family(), key, values);
      told.add(key, series, value.apply(series));
    }
  }

  private PulledSeries series(Declared family, List<String> key, String[] values) {
    Answer.Series before = last.named(family.name());
    if (before != null && before.family().equals(family)) {
      PulledSeries known = before.labels(key);
      if (known != null && known.isOf(values)) {
        return known;
      }
    }
    return new PulledSeries(family.labels(), values);
  }

  @Override
  public void refuse(String family, String reason) {
    if (!ended) {
      refusals.refuse(family, reason);
    }
  }

  /** Takes nothing from here on: what was told is about to be published. */
  void end() {
    ended = true;
  }

  /** Is told why a series is refused. */
  @FunctionalInterface
  interface Refusals {
    void refuse(String family, String reason);
  }
}
