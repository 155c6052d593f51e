package io.hairspring.catalog;

import io.hairspring.collector.Counter;
import io.hairspring.collector.Ticker;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Measures calls of one kind, whatever they do. What a call returns or throws reaches its caller
 * unchanged, and so it does where measuring fails, which is counted. Any thread; a call costs two
 * clock reads, what its metrics cost, and one small object, {@link Timing}. Got from {@link
 * CallMetrics#call} and {@link RequestMetrics#call}.
 *
 * <pre>{@code
 * MeasuredCall create = calls.call("create_network");
 * Network network = create.get(() -> networks.create(name));
 * }</pre>
 */
public final class MeasuredCall {
  private final Ticker ticker;
  private final Listener listener;
  private final Counter unmeasured;

  /**
   * Creates a measured call.
   *
   * @param listener is told of each call
   * @param unmeasured counts what {@code ticker} and {@code listener} throw
   */
  MeasuredCall(Ticker ticker, Listener listener, Counter unmeasured) {
    this.ticker = Objects.requireNonNull(ticker, "ticker");
    this.listener = Objects.requireNonNull(listener, "listener");
    this.unmeasured = Objects.requireNonNull(unmeasured, "unmeasured");
  }

  /** Runs {@code work}. */
  public void run(Runnable work) {
    Objects.requireNonNull(work, "work");
    get(
        () -> {
          work.run();
          return null;
        });
  }

  /** Returns what {@code work} supplies. */
  public <T extends @Nullable Object> T get(Supplier<T> work) {
    Objects.requireNonNull(work, "work");
    Timing timing = begin();
    try {
      return work.get();
    } catch (Throwable thrown) {
      timing.failed(thrown);
      throw thrown;
    } finally {
      timing.close();
    }
  }

  /**
   * Returns what {@code work} returns.
   *
   * @throws Exception what {@code work} throws
   */
  public <T extends @Nullable Object> T call(Callable<T> work) throws Exception {
    Objects.requireNonNull(work, "work");
    Timing timing = begin();
    try {
      return work.call();
    } catch (Throwable thrown) {
      timing.failed(thrown);
      throw thrown;
    } finally {
      timing.close();
    }
  }

  /**
   * Returns the stage that {@code work} starts, itself; the call lasts until it completes. A
   * supplier that throws has failed.
   */
  public <T extends @Nullable Object, S extends CompletionStage<T>> S stage(Supplier<S> work) {
    Objects.requireNonNull(work, "work");
    Timing timing = begin();
    try {
      S stage = work.get();
      timing.until(stage);
      return stage;
    } catch (Throwable thrown) {
      timing.failed(thrown);
      timing.close();
      throw thrown;
    }
  }

  /** Begins a call, which ends when the answer is closed. */
  public Timing begin() {
    return new Timing();
  }

  @SuppressWarnings("CatchingUnchecked") // whatever a stranger's listener throws, the call goes on
  private boolean measured(Runnable step) {
    try {
      step.run();
      return true;
    } catch (Exception | LinkageError | StackOverflowError | AssertionError notMeasured) {
      unmeasured.inc();
      return false;
    }
  }

  /** Is told of calls. Any thread. */
  interface Listener {
    /** A call begins. */
    void began();

    /**
     * A call that began has ended. Once for each.
     *
     * @param nanos how long it took, in nanoseconds
     * @param thrown what it failed with; null if it did not
     */
    void ended(long nanos, @Nullable Throwable thrown);
  }

  /** A call under way. One thread at a time; counts once, however often it is closed. */
  public final class Timing implements AutoCloseable {
    private long startNanos;
    private Throwable thrown;
    private boolean open;

    private Timing() {
      open =
          measured(
              () -> {
                startNanos = ticker.nanoTime();
                listener.began();
              });
    }

    /** Notes that the call failed; it ends all the same only when this is closed. */
    public void failed(Throwable thrown) {
      this.thrown = thrown;
    }

    /** Ends the call: as failed if so noted, else as a success. */
    @Override
    public void close() {
      if (open) {
        open = false;
        measured(() -> listener.ended(ticker.nanoTime() - startNanos, thrown));
      }
    }

    /** Ends the call when {@code stage} completes, or now where it cannot be listened to. */
    void until(CompletionStage<?> stage) {
      boolean listening =
          measured(
              () ->
                  stage.whenComplete(
                      (result, failure) -> {
                        failed(failure);
                        close();
                      }));
      if (!listening) {
        close();
      }
    }
  }
}
