package io.hairspring.collector.internal.self;

import io.hairspring.collector.Counter;
import io.hairspring.collector.Family;
import io.hairspring.collector.internal.instrument.Losses;
import io.hairspring.collector.internal.instrument.StripedCounter;
import io.hairspring.collector.internal.stripe.Stripes;

/**
 * Counts what was not recorded as it was offered, by reason, in metrics of the collector's own.
 *
 * <p>Made before the metrics, which themselves may lose something: {@link #register} comes before
 * anybody has an instrument.
 */
public final class LossMetrics implements Losses {
  private Counter negative;
  private Counter notANumber;
  private Counter infinite;
  private Counter unknownState;
  private Counter badExemplar;
  private Counter below;
  private Counter above;
  private Counter callbackFailures;
  private Family<Counter> overflowed;
  private Family<Counter> tooLong;
  private Family<Counter> malformed;
  private Counter unaligned;
  private Counter torn;
  private final Stripes stripes;

  public LossMetrics(Stripes stripes) {
    this.stripes = stripes;
  }

  public void register(OwnInstruments own) {
    Family<Counter> refused =
        own.counters(
            "hairspring_recordings_rejected_total",
            "Values offered to an instrument that it cannot record, by reason.",
            "reason");
    negative = refused.with("negative");
    notANumber = refused.with("nan");
    infinite = refused.with("infinite");
    unknownState = refused.with("state");
    badExemplar = refused.with("exemplar");
    Family<Counter> clamped =
        own.counters(
            "hairspring_recordings_clamped_total",
            "Latencies and values recorded as the nearest in range, by the bound they were beyond.",
            "bound");
    below = clamped.with("lowest");
    above = clamped.with("highest");
    callbackFailures =
        own.counter(
            "hairspring_callback_failures_total",
            "Gauges left out of an answer because their callback threw.");
    overflowed =
        own.counters(
            "hairspring_series_overflowed_total",
            "Look-ups that ended at a family's overflow series, because the family was full.",
            "family");
    tooLong =
        own.counters(
            "hairspring_label_values_too_long_total",
            "Look-ups with a label value that was too long for a family and read overflow.",
            "family");
    malformed =
        own.counters(
            "hairspring_label_values_malformed_total",
            "Look-ups with a label value with half of a surrogate pair, which reads U+FFFD.",
            "family");
    unaligned =
        own.counter(
            "hairspring_scrapes_inconsistent_total",
            "Answers that may show part of an event, because applying it took too long.");
    torn =
        own.counter(
            "hairspring_series_torn_total",
            "Answers about one series whose sum and counts may differ by recordings under way.");
  }

  @Override
  public void negative() {
    negative.inc();
  }

  @Override
  public void notFinite(double value) {
    (Double.isNaN(value) ? notANumber : infinite).inc();
  }

  @Override
  public void unknownState() {
    unknownState.inc();
  }

  @Override
  public void badExemplar() {
    badExemplar.inc();
  }

  @Override
  public void overflowed(String family) {
    overflowed.with(family).inc();
  }

  @Override
  public void tooLong(String family) {
    tooLong.with(family).inc();
  }

  @Override
  public void malformed(String family) {
    malformed.with(family).inc();
  }

  /** Counts a collection that may show part of an event. */
  public void unaligned() {
    unaligned.inc();
  }

  @Override
  public void callbackFailed() {
    callbackFailures.inc();
  }

  @Override
  public void torn() {
    torn.inc();
  }

  @Override
  public void below() {
    amidst(below);
  }

  @Override
  public void above() {
    amidst(above);
  }

  /** Counts what somebody comes upon while he records something else. */
  private void amidst(Counter counter) {
    if (counter instanceof StripedCounter striped) {
      striped.inc(stripes.amidst());
    }
  }
}
