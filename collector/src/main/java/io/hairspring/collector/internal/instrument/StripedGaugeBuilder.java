package io.hairspring.collector.internal.instrument;

import io.hairspring.collector.CallbackGauges;
import io.hairspring.collector.Gauge;
import io.hairspring.collector.GaugeBuilder;
import io.hairspring.collector.RatioGauges;
import io.hairspring.collector.internal.rules.Names;
import io.hairspring.collector.view.FamilyKind;
import java.util.List;
import java.util.function.DoubleSupplier;

/** Makes striped gauges, and those that show what others keep. */
public final class StripedGaugeBuilder extends SeriesBuilder<Gauge, GaugeBuilder>
    implements GaugeBuilder {
  private boolean conventional = true;

  public StripedGaugeBuilder(InstrumentContext context, String name, String help) {
    super(context, name, help, FamilyKind.GAUGE, Disabled.GAUGE);
  }

  @Override
  public GaugeBuilder unconventionalName() {
    conventional = false;
    return this;
  }

  @Override
  void checkName() {
    if (conventional) {
      Names.conventionalGauge(name());
    }
  }

  @Override
  public void register(DoubleSupplier value) {
    callbacks().put(value);
  }

  @Override
  public CallbackGauges callbacks(String... labelNames) {
    List<String> names = labels(labelNames);
    if (!isShown()) {
      family(labelNames);
      return new CallbackGaugeFamily(null);
    }
    return new CallbackGaugeFamily(
        this.<CallbackGauge, CallbackGauge>open(
            names, CallbackGauge::new, new CallbackGauge.Reader(context().losses())));
  }

  @Override
  public RatioGauges ratios(double scale, String... labelNames) {
    if (!(scale > 0 && Double.isFinite(scale))) {
      throw new IllegalArgumentException(
          "scale of " + name() + " must be finite and above 0, was " + scale);
    }
    List<String> names = labels(labelNames);
    if (!isShown()) {
      family(labelNames);
      return new RatioGaugeFamily(null);
    }
    return new RatioGaugeFamily(
        this.<RatioGauge, RatioGauge>open(names, RatioGauge::new, new RatioGauge.Reader(scale)));
  }

  @Override
  SeriesFamily<Gauge> open(List<String> labelNames) {
    return open(
        labelNames,
        (labels, values) ->
            new StripedGauge(labels, values, context().stripes(), context().losses()),
        new StripedGauge.Reader());
  }
}
