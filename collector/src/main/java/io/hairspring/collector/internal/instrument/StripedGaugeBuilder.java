package io.hairspring.collector.internal.instrument;

import io.hairspring.collector.CallbackGauges;
import io.hairspring.collector.Gauge;
import io.hairspring.collector.GaugeBuilder;
import io.hairspring.collector.RatioGauges;
import io.hairspring.collector.Registration;
import io.hairspring.collector.internal.rules.Names;
import io.hairspring.collector.view.FamilyKind;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;

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
  public Registration register(DoubleSupplier value) {
    return register(GaugeValue.of(value), false);
  }

  @Override
  public <T> Registration register(T object, ToDoubleFunction<? super T> value) {
    return register(GaugeValue.of(object, value), true);
  }

  private Registration register(GaugeValue value, boolean closesWithObject) {
    Registered<CallbackGauge> gauges = gauges(labels());
    CallbackOwner owner = new CallbackOwner(gauges.registration(), closesWithObject);
    try {
      owner.put(gauges.family(), List.of(), value);
    } catch (IllegalArgumentException refused) {
      owner.close();
      throw refused;
    }
    return Registrations.closedBy(owner::close, gauges.registration());
  }

  @Override
  public CallbackGauges callbacks(String... labelNames) {
    Registered<CallbackGauge> gauges = gauges(labels(labelNames));
    return new CallbackGaugeFamily(
        gauges.family(), new CallbackOwner(gauges.registration(), false));
  }

  private Registered<CallbackGauge> gauges(List<String> names) {
    return getOrMake(
        Variety.CALLBACK_GAUGE,
        Map.of(),
        names,
        null,
        all -> open(all, CallbackGauge::new, new CallbackGauge.Reader(context().losses())));
  }

  @Override
  public RatioGauges ratios(double scale, String... labelNames) {
    if (!(scale > 0 && Double.isFinite(scale))) {
      throw new IllegalArgumentException(
          "scale of " + name() + " must be finite and above 0, was " + scale);
    }
    Registered<RatioGauge> gauges =
        getOrMake(
            Variety.RATIO_GAUGE,
            Map.of("scale", scale),
            labels(labelNames),
            null,
            names -> open(names, RatioGauge::new, new RatioGauge.Reader(scale)));
    return new RatioGaugeFamily(gauges.family(), gauges.registration());
  }

  @Override
  Variety variety() {
    return Variety.GAUGE;
  }

  @Override
  Map<String, Object> settings() {
    return Map.of();
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
