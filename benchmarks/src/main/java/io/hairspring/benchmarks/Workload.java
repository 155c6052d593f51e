package io.hairspring.benchmarks;

import java.util.Random;

/** What every library is given: names, buckets and latencies. */
final class Workload {
  static final String COUNTER = "http_requests_total";
  static final String LATENCY = "http_request_duration_seconds";
  static final String HELP = "Requests answered.";
  static final String LABEL = "endpoint";
  static final String ENDPOINT = "/v1/chat/completions";

  /** client_java's default buckets, which every library with buckets of one's own is given. */
  static final double[] BUCKETS_SECONDS = {0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10};

  /** Buckets of sizes. */
  static final double[] BUCKETS_BYTES = {256, 1024, 4096, 16_384, 65_536, 262_144, 1_048_576};

  /** The longest latency told apart where a library wants to know: an hour. */
  static final long HIGHEST_NANOS = 3_600_000_000_000L;

  /** Digits kept where a library can choose: values within 1 %. */
  static final int DIGITS = 2;

  private static final double MEDIAN_NANOS = 20e6;
  private static final double SIGMA = 1.2;

  private Workload() {}

  /** Returns log-normal latencies, median 20 ms, sigma 1.2; the same for the same seed. */
  static long[] latencies(int count, long seed) {
    Random random = new Random(seed);
    long[] nanos = new long[count];
    for (int i = 0; i < count; i++) {
      nanos[i] = (long) (MEDIAN_NANOS * Math.exp(SIGMA * random.nextGaussian()));
    }
    return nanos;
  }
}
