package io.hairspring.benchmarks;

import java.util.Arrays;
import java.util.Collections;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * A thread's own sequence of requests, made before the clock runs: 48 shapes, 1 in 16 an error.
 * Each thread has another order and other values, so that no two write the same series in step.
 */
@State(Scope.Thread)
public class Requests {
  static final int SHAPES = 48;

  private static final int COUNT = 256; // a power of two
  private static final String[] METHODS = {"GET", "POST"};
  private static final String[] PROVIDERS = {"alpha", "beta", "gamma"};

  private static final AtomicInteger MADE = new AtomicInteger();

  private final Request[] requests = new Request[COUNT];
  private int next;

  /** Makes a thread's requests; every shape occurs. */
  public Requests() {
    this(MADE.getAndIncrement());
  }

  /** Makes the same requests for the same seed. */
  Requests(int seed) {
    Random random = new Random(seed);
    long[] latencies = Workload.latencies(COUNT, seed);
    for (int i = 0; i < COUNT; i++) {
      boolean failed = i % 16 == 15;
      requests[i] =
          new Request(
              i % SHAPES,
              failed ? 503 : 200,
              latencies[i],
              100 + random.nextInt(10_000),
              100 + random.nextInt(100_000));
    }
    Collections.shuffle(Arrays.asList(requests), random);
  }

  Request next() {
    return requests[next++ & COUNT - 1];
  }

  /**
   * One request.
   *
   * @param shape which combination of labels it has, below {@link #SHAPES}
   */
  record Request(int shape, int status, long nanos, int requestBytes, int responseBytes) {
    boolean failed() {
      return status >= 500;
    }
  }

  /** The labels of a shape, as a gateway finds them in a request. */
  record Labels(String endpoint, String method, String provider, String model) {
    private static final Labels[] OF_SHAPE = new Labels[SHAPES];

    static {
      for (int shape = 0; shape < SHAPES; shape++) {
        OF_SHAPE[shape] =
            new Labels(
                "/v1/resource/" + shape / 6,
                METHODS[shape % 2],
                PROVIDERS[shape % 3],
                "model-" + shape % 3 + "-" + shape % 2);
      }
    }

    static Labels of(int shape) {
      return OF_SHAPE[shape];
    }

    /** Returns a status as a label value; no library is made to pay for the string. */
    static String status(int status) {
      return status == 200 ? "200" : "503";
    }
  }
}
