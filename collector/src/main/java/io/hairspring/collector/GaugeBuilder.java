package io.hairspring.collector;

import io.hairspring.collector.naming.Names;
import io.hairspring.collector.snapshot.FamilyKind;
import java.util.List;
import java.util.function.DoubleSupplier;

/** Describes a gauge. */
public final class GaugeBuilder extends InstrumentBuilder<Gauge, GaugeBuilder> {
  private boolean conventional = true;

  GaugeBuilder(CollectorCore core, String name, String help) {
    super(core, name, help, FamilyKind.GAUGE, Disabled.GAUGE);
  }

  /**
   * Allows a name that ends in {@code _total}, for a dashboard that already asks for it. By
   * convention such a name is a counter's, so without this call it is refused. Text formats show
   * such a gauge as {@code untyped} ({@code unknown} in OpenMetrics), since tools that check names
   * would refuse it as a gauge; its samples are the same.
   */
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

  /**
   * Makes a gauge, without labels of its own, whose value is asked for by every reader.
   *
   * @param value answers at once, from any thread; where it throws, the gauge is left out of that
   *     answer and the failure counted
   * @throws IllegalArgumentException if another metric emits a line of the same name
   */
  public void register(DoubleSupplier value) {
    callbacks().put(value);
  }

  /**
   * Makes a family of gauges, told apart by the values of these labels, whose values are asked for
   * by every reader. Series come and go with {@link CallbackGauges#put} and {@link
   * CallbackGauges#remove}.
   *
   * @throws IllegalArgumentException if a label name is not allowed, or if another metric emits a
   *     line of the same name
   */
  public CallbackGauges callbacks(String... labelNames) {
    List<String> names = labels(labelNames);
    if (!isShown()) {
      family(labelNames);
      return new CallbackGauges(null);
    }
    return new CallbackGauges(
        this.<CallbackGauge, CallbackGauge>open(
            names, CallbackGauge::new, new CallbackGauge.Reader(core().losses())));
  }

  /**
   * Makes a family of gauges, told apart by the values of these labels, that show the share which
   * some counts are of others, computed by every reader.
   *
   * @param scale what a share is multiplied by: 1 for 0 to 1, 100 for percent
   * @throws IllegalArgumentException if the scale is not finite and above 0, if a label name is not
   *     allowed, or if another metric emits a line of the same name
   */
  public RatioGauges ratios(double scale, String... labelNames) {
    if (!(scale > 0 && Double.isFinite(scale))) {
      throw new IllegalArgumentException(
          "scale of " + name() + " must be finite and above 0, was " + scale);
    }
    List<String> names = labels(labelNames);
    if (!isShown()) {
      family(labelNames);
      return new RatioGauges(null);
    }
    return new RatioGauges(
        this.<RatioGauge, RatioGauge>open(names, RatioGauge::new, new RatioGauge.Reader(scale)));
  }

  @Override
  Family<Gauge> open(List<String> labelNames) {
    return open(
        labelNames,
        (labels, values) -> new StripedGauge(labels, values, core().stripes(), core().losses()),
        new StripedGauge.Reader());
  }
}
