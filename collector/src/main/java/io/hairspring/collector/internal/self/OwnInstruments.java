package io.hairspring.collector.internal.self;

import io.hairspring.collector.CallbackGauges;
import io.hairspring.collector.Counter;
import io.hairspring.collector.Family;
import io.hairspring.collector.Gauge;
import io.hairspring.collector.Histogram;
import io.hairspring.collector.LatencyRecorder;
import io.hairspring.collector.internal.instrument.CallbackCounter;
import io.hairspring.collector.internal.instrument.InstrumentContext;
import io.hairspring.collector.internal.instrument.StripedCounterBuilder;
import io.hairspring.collector.internal.instrument.StripedGaugeBuilder;
import io.hairspring.collector.internal.instrument.StripedHistogramBuilder;
import io.hairspring.collector.internal.instrument.StripedLatencyBuilder;
import io.hairspring.collector.internal.registry.ExposedFamily;
import io.hairspring.collector.internal.registry.FamilySizes;
import io.hairspring.collector.internal.series.SeriesLabels;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;

/** Makes the instruments of which the collector's own metrics consist. */
public final class OwnInstruments {
  private final InstrumentContext context;

  public OwnInstruments(InstrumentContext context) {
    this.context = context;
  }

  Counter counter(String name, String help) {
    return counterBuilder(name, help).register();
  }

  Family<Counter> counters(String name, String help, String... labelNames) {
    return counterBuilder(name, help).family(labelNames);
  }

  /** Shows a count that is kept elsewhere; costs nothing until somebody reads. */
  void counter(String name, String help, LongSupplier total) {
    if (context.config().enabled()) {
      callbackCounters(name, help).with(List.of()).show(total);
    }
  }

  /**
   * Returns counters that show what is kept elsewhere. In a collector that is switched on alone.
   */
  Family<CallbackCounter> callbackCounters(String name, String help, String... labelNames) {
    return counterBuilder(name, help).callbacks(labelNames);
  }

  private StripedCounterBuilder counterBuilder(String name, String help) {
    return new StripedCounterBuilder(context, name, help);
  }

  Gauge gauge(String name, String help) {
    return gaugeBuilder(name, help).register();
  }

  /** Shows a value that is kept elsewhere; costs nothing until somebody reads. */
  void gauge(String name, String help, DoubleSupplier value) {
    gaugeBuilder(name, help).register(value);
  }

  /** Shows how large each family is, the collector's own left out. */
  void sizes(String name, String help, ToLongFunction<ExposedFamily> size) {
    if (context.config().enabled()) {
      SeriesLabels labels = new SeriesLabels(context.config().labels(), List.of("family"));
      context.registry().add(new FamilySizes(context.registry(), name, help, labels, size));
    }
  }

  CallbackGauges gauges(String name, String help, String... labelNames) {
    return gaugeBuilder(name, help).callbacks(labelNames);
  }

  private StripedGaugeBuilder gaugeBuilder(String name, String help) {
    return new StripedGaugeBuilder(context, name, help);
  }

  Family<Histogram> histograms(String name, String help, double[] bounds, String... labelNames) {
    return new StripedHistogramBuilder(context, name, help).buckets(bounds).family(labelNames);
  }

  Family<LatencyRecorder> latencies(String name, String help, String... labelNames) {
    return new StripedLatencyBuilder(context, name, help).family(labelNames);
  }

  /** Returns how long the value of a label may be, such as the name of a ring. */
  int maxLabelChars() {
    return context.config().maxLabelChars();
  }
}
