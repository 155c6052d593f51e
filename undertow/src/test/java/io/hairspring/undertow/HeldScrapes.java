package io.hairspring.undertow;

import io.hairspring.collector.MetricsCollector;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes every collection of a collector wait, after its other families, until it is let go. */
final class HeldScrapes {
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch release = new CountDownLatch(1);
  private final AtomicInteger collections = new AtomicInteger();

  HeldScrapes(MetricsCollector metrics) {
    metrics
        .gauge("zz_held", "Held.")
        .register(
            () -> {
              collections.incrementAndGet();
              begun.countDown();
              try {
                release.await();
              } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
              }
              return 1;
            });
  }

  /** Waits until a collection is held. */
  void awaitFirst() throws InterruptedException {
    begun.await();
  }

  /** Lets all collections go, those to come too. */
  void release() {
    release.countDown();
  }

  /** Returns how many collections there were. */
  int collections() {
    return collections.get();
  }
}
