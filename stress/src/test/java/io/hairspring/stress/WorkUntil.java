package io.hairspring.stress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/** Threads that do their work again and again until a time, or until one of them fails. */
final class WorkUntil {
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private final long endNanos;

  WorkUntil(Duration time) {
    endNanos = System.nanoTime() + time.toNanos();
  }

  Thread start(Runnable work) {
    return ThreadKinds.startPlatform(
        () -> {
          try {
            while (System.nanoTime() < endNanos && failure.get() == null) {
              work.run();
            }
          } catch (Throwable thrown) {
            failure.compareAndSet(null, thrown);
          }
        });
  }

  void assertNoneFailed() {
    assertThat(failure.get()).isNull();
  }
}
