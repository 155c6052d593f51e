package io.hairspring.gateway.health;

import io.hairspring.gateway.route.Route;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;

/**
 * Tells the log that an upstream fails: the first time at once, then at most once a minute for each
 * cause, with how many failed since. Causes are few. Any thread; whoever tells it waits for no log.
 */
final class FailureLog {
  private static final System.Logger LOGGER = System.getLogger("io.hairspring.gateway.upstream");
  private static final long PAUSE_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final String RECOVERED = "recovered";

  private final String upstream;
  private final LongSupplier nanoTime;
  private final BiConsumer<Level, String> lines;
  private final Map<String, Cause> causes = new ConcurrentHashMap<>();

  /** A cause, how often it came since it was logged, and when that was; 0 for never. */
  private record Cause(AtomicLong unlogged, AtomicLong loggedNanos) {}

  FailureLog(Route route) {
    this(route, System::nanoTime, ForkJoinPool.commonPool(), LOGGER::log);
  }

  FailureLog(Route route, LongSupplier nanoTime, Executor writer, BiConsumer<Level, String> lines) {
    upstream = "upstream \"" + route.name() + "\" at " + route.origin();
    this.nanoTime = nanoTime;
    this.lines = (level, line) -> writer.execute(() -> lines.accept(level, line));
  }

  /** Something failed. */
  void failed(String cause, String message) {
    long count = countIfDue(cause);
    if (count > 0) {
      lines.accept(
          Level.WARNING, upstream + ": " + message + " (" + count + " since the last such line)");
    }
  }

  /** It is well again. */
  void recovered(long failed) {
    if (countIfDue(RECOVERED) > 0) {
      lines.accept(Level.INFO, upstream + ": answers again, after " + failed + " failed calls");
    }
  }

  /** Counts one more, and returns how many to log now; 0 for none. */
  private long countIfDue(String name) {
    Cause cause =
        causes.computeIfAbsent(name, key -> new Cause(new AtomicLong(), new AtomicLong()));
    cause.unlogged.incrementAndGet();
    long now = nanoTime.getAsLong() | 1;
    long logged = cause.loggedNanos.get();
    boolean due = logged == 0 || now - logged >= PAUSE_NANOS;
    return due && cause.loggedNanos.compareAndSet(logged, now) ? cause.unlogged.getAndSet(0) : 0;
  }
}
