package io.hairspring.collector;

import java.util.List;
import java.util.function.LongSupplier;

/** What a collector tells of itself, as callbacks that cost nothing until somebody reads. */
final class SelfMetrics {
  private final CollectorCore core;

  SelfMetrics(CollectorCore core) {
    this.core = core;
  }

  /** Returns the counter of series that were hidden. */
  static Counter expired(CollectorCore core) {
    return new CounterBuilder(
            core,
            "hairspring_series_expired_total",
            "Series hidden because nothing was recorded in them for the configured time.")
        .register();
  }

  /** Returns the counter of looks for idle series that were not done in time. */
  static Counter putOff(CollectorCore core) {
    return new CounterBuilder(
            core,
            "hairspring_expiry_put_off_total",
            "Looks for idle series that waited too long for readers, and were to go on later.")
        .register();
  }

  /** Returns the counter of walks that waited for their turn. */
  static Counter delayedWalks(CollectorCore core) {
    return new CounterBuilder(
            core,
            "hairspring_walks_delayed_total",
            "Walks that waited because readers came more often than allowed.")
        .register();
  }

  /** Returns the counters of resets. */
  static Family<Counter> resets(CollectorCore core) {
    Family<Counter> resets =
        new CounterBuilder(
                core,
                "hairspring_resets_total",
                "Epochs closed: of all, of a family or of a series.")
            .family("scope");
    for (String scope : List.of("all", "family", "series")) {
      resets.with(scope); // now: what is absent cannot be alerted on
    }
    return resets;
  }

  private void counter(String name, String help, LongSupplier total) {
    CounterBuilder builder = new CounterBuilder(core, name, help);
    if (builder.isShown()) {
      Family<CallbackCounter> family =
          builder.open(builder.labels(), CallbackCounter::new, new CallbackCounter.Reader());
      family.with(List.of()).show(total);
    }
  }

  void register(Expiry expiry) {
    counter(
        "hairspring_counters_saturated_total",
        "Times that a counter passed 2^63-1, or was shown as that because it is more.",
        core.stripes().reader()::saturated);
    counter(
        "hairspring_latency_own_cells_total",
        "Times that a stripe was given cells of its own in a latency series.",
        core.stripes()::ownCells);
    Registry registry = core.registry();
    gauge(
        "hairspring_series", "Series shown to readers.", () -> registry.series() - expiry.hidden());
    gauge(
        "hairspring_series_hidden",
        "Series not shown because nothing was recorded in them for the configured time.",
        expiry::hidden);
    gauge("hairspring_stripes", "Stripes that hold memory.", core.stripes()::count);
    gauge(
        "hairspring_stripe_leases",
        "Threads that hold a lease of a stripe.",
        core.stripes()::leases);
    gauge("hairspring_epoch", "Number of the open epoch, from 1.", () -> registry.epoch().number());
  }

  private void gauge(String name, String help, LongGauge value) {
    new GaugeBuilder(core, name, help).register(value::get);
  }

  /** A whole number to be read. */
  @FunctionalInterface
  private interface LongGauge {
    long get();
  }
}
