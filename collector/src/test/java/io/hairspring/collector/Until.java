package io.hairspring.collector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for what must come true, with a bound. */
public final class Until {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

  private Until() {}

  public static void isTrue(String what, BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime() - start).as("waited: %s", what).isLessThan(PATIENCE_NANOS);
      Thread.onSpinWait();
    }
  }
}
