package io.hairspring.benchmarks.load;

/** The upper bounds that every library is given. */
final class Buckets {
  /** Those that OpenTelemetry's conventions for HTTP recommend. */
  static final double[] SECONDS = {
    0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10
  };

  /** Of bodies. */
  static final double[] BYTES = {100, 1000, 10_000, 100_000, 1e6};

  private Buckets() {}
}
