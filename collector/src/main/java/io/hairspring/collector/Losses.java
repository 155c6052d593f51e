package io.hairspring.collector;

import io.hairspring.collector.latency.cells.Clamps;

/**
 * Counts what was not recorded as it was offered, by reason, in metrics of the collector's own.
 * Nothing is refused or moved into range without a count here.
 */
final class Losses implements Clamps {
  private final Counter negative;
  private final Counter notANumber;
  private final Counter infinite;
  private final Counter unknownState;
  private final Counter badExemplar;
  private final Counter below;
  private final Counter above;
  private final Counter callbackFailures;
  private final Family<Counter> overflowed;
  private final Family<Counter> overlong;
  private final Family<Counter> malformed;
  private final Counter unaligned;
  private final Counter torn;

  Losses(CollectorCore core) {
    Family<Counter> refused =
        new CounterBuilder(
                core,
                "hairspring_recordings_refused_total",
                "Values offered to an instrument that it cannot record, by reason.")
            .family("reason");
    negative = refused.with("negative");
    notANumber = refused.with("nan");
    infinite = refused.with("infinite");
    unknownState = refused.with("state");
    badExemplar = refused.with("exemplar");
    Family<Counter> clamped =
        new CounterBuilder(
                core,
                "hairspring_recordings_clamped_total",
                "Latencies recorded as the nearest one in range, by the bound they were beyond.")
            .family("bound");
    below = clamped.with("lowest");
    above = clamped.with("highest");
    callbackFailures =
        new CounterBuilder(
                core,
                "hairspring_callback_failures_total",
                "Gauges left out of an answer because their callback threw.")
            .register();
    overflowed =
        byFamily(
            core,
            "hairspring_series_overflowed_total",
            "Look-ups that ended at a family's overflow series, because the family was full.");
    overlong =
        byFamily(
            core,
            "hairspring_label_values_overlong_total",
            "Look-ups with a label value that was too long for a family and read overflow.");
    malformed =
        byFamily(
            core,
            "hairspring_label_values_malformed_total",
            "Look-ups with a label value with half of a surrogate pair, which reads U+FFFD.");
    unaligned =
        new CounterBuilder(
                core,
                "hairspring_walks_unaligned_total",
                "Answers that may show part of an event, because applying it took too long.")
            .register();
    torn =
        new CounterBuilder(
                core,
                "hairspring_series_torn_total",
                "Answers about one series whose sum and counts may differ by recordings under way.")
            .register();
  }

  private static Family<Counter> byFamily(CollectorCore core, String name, String help) {
    return new CounterBuilder(core, name, help).family("family");
  }

  /** Counts a negative addition to a counter. */
  void negative() {
    negative.inc();
  }

  /** Counts a NaN or an infinity. */
  void notFinite(double value) {
    (Double.isNaN(value) ? notANumber : infinite).inc();
  }

  /** Counts a state that a state set does not have. */
  void unknownState() {
    unknownState.inc();
  }

  /** Counts an exemplar that cannot be shown; its value is recorded all the same. */
  void badExemplar() {
    badExemplar.inc();
  }

  /** Counts a look-up that ended at the overflow series of a family. */
  void overflowed(String family) {
    overflowed.with(family).inc();
  }

  /** Counts a look-up with a label value that was too long. */
  void overlong(String family) {
    overlong.with(family).inc();
  }

  /** Counts a look-up with a label value that no format can write. */
  void malformed(String family) {
    malformed.with(family).inc();
  }

  /** Counts a walk that may show part of an event. */
  void unaligned() {
    unaligned.inc();
  }

  /** Counts a callback that threw. */
  void callbackFailed() {
    callbackFailures.inc();
  }

  @Override
  public void torn() {
    torn.inc();
  }

  @Override
  public void below() {
    below.inc();
  }

  @Override
  public void above() {
    above.inc();
  }
}
