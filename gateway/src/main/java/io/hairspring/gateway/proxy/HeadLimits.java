package io.hairspring.gateway.proxy;

/**
 * How large the head of a client's request may be; beyond it the answer is a bare 400.
 *
 * @param bytes of the request line and all headers, at least 1024
 * @param headers how many, at least 1
 * @param queryParameters how many, at least 1
 */
public record HeadLimits(int bytes, int headers, int queryParameters) {
  /** Large enough for whatever browsers send. */
  public static final HeadLimits DEFAULTS = new HeadLimits(65_536, 500, 5_000);

  private static final int LEAST_BYTES = 1024;

  /**
   * Checks.
   *
   * @throws IllegalArgumentException if a limit is below its least value
   */
  public HeadLimits {
    atLeast(LEAST_BYTES, "bytes", bytes);
    atLeast(1, "headers", headers);
    atLeast(1, "queryParameters", queryParameters);
  }

  private static void atLeast(int least, String name, int value) {
    if (value < least) {
      throw new IllegalArgumentException(name + " must be at least " + least + ", was " + value);
    }
  }
}
