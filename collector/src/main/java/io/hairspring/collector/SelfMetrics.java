package io.hairspring.collector;

/** What a collector tells of itself, as callbacks that cost nothing until somebody reads. */
final class SelfMetrics {
  private final CollectorCore core;

  SelfMetrics(CollectorCore core) {
    this.core = core;
  }

  void register() {
    Registry registry = core.registry();
    gauge("hairspring_series", "Series shown to readers.", registry::series);
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
