package io.hairspring.collector;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Times calls and tells those that fail from those that succeed. What a call returns or throws
 * reaches the caller unchanged. Any thread; costs two clock reads and a recording.
 *
 * <p>The catalogue's {@code CallMetrics} also counts calls, errors by type and those under way.
 */
public final class CallTimer {
  private final LatencyRecorder succeeded;
  private final LatencyRecorder failed;

  /** Creates a timer; both may be the same recorder. */
  public CallTimer(LatencyRecorder succeeded, LatencyRecorder failed) {
    this.succeeded = Objects.requireNonNull(succeeded, "succeeded");
    this.failed = Objects.requireNonNull(failed, "failed");
  }

  /** Runs {@code work} and records how long it took. */
  public void run(Runnable work) {
    Objects.requireNonNull(work, "work");
    get(
        () -> {
          work.run();
          return null;
        });
  }

  /** Returns what {@code work} supplies and records how long it took. */
  public <T extends @Nullable Object> T get(Supplier<T> work) {
    Objects.requireNonNull(work, "work");
    long startNanos = succeeded.start();
    LatencyRecorder outcome = failed;
    try {
      T result = work.get();
      outcome = succeeded;
      return result;
    } finally {
      outcome.stop(startNanos);
    }
  }

  /**
   * Returns what {@code work} returns and records how long it took.
   *
   * @throws Exception what {@code work} throws
   */
  public <T extends @Nullable Object> T call(Callable<T> work) throws Exception {
    Objects.requireNonNull(work, "work");
    long startNanos = succeeded.start();
    LatencyRecorder outcome = failed;
    try {
      T result = work.call();
      outcome = succeeded;
      return result;
    } finally {
      outcome.stop(startNanos);
    }
  }

  /**
   * Runs {@code work}, which may throw, and records how long it took.
   *
   * @throws Exception what {@code work} throws
   */
  public void call(ThrowingRunnable work) throws Exception {
    Objects.requireNonNull(work, "work");
    call(
        () -> {
          work.run();
          return null;
        });
  }

  /**
   * Starts {@code work} and records, when its stage completes, how long that took. A supplier that
   * throws, or has no stage, counts as failed.
   *
   * @return a stage that completes as the work's does, after recording
   */
  public <T extends @Nullable Object> CompletionStage<T> stage(
      Supplier<? extends CompletionStage<T>> work) {
    Objects.requireNonNull(work, "work");
    long startNanos = succeeded.start();
    CompletionStage<T> stage;
    try {
      stage = Objects.requireNonNull(work.get(), "stage of work");
    } catch (Throwable thrown) {
      failed.stop(startNanos);
      throw thrown;
    }
    return stage.whenComplete(
        (result, thrown) -> (thrown == null ? succeeded : failed).stop(startNanos));
  }

  /** Work that returns nothing and may throw, such as {@code () -> Thread.sleep(1)}. */
  @FunctionalInterface
  public interface ThrowingRunnable {
    /** Does the work. */
    void run() throws Exception;
  }
}
