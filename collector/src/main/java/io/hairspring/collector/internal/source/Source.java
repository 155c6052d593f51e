package io.hairspring.collector.internal.source;

import io.hairspring.collector.internal.thread.StackRoom;
import io.hairspring.collector.source.MetricsSource;
import io.hairspring.collector.view.MetricsVisitor;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * One source: what it may tell, what it told last, and what of that the collection under way shows.
 *
 * <p>It is asked by at most one thread at a time. What was told is published whole, so a collection
 * shows all families of one answer and never parts of two.
 */
public final class Source {
  private static final double NANOS_PER_SECOND = 1e9;

  private final SourceSettings settings;
  private final MetricsSource asked;
  private final Counts counts;
  private final LongSupplier nanoTime; // the collector's ticker
  private final DistinctLog log;
  private final Map<String, Declared> declared = new ConcurrentHashMap<>();

  private final ReentrantLock lock = new ReentrantLock();
  private Asking underWay; // under the lock; null if nobody asks

  // Written by who asks, read by collections; volatile, so that a collection sees the whole answer.
  private volatile Answer latest; // null until the first answer, and after a failure
  private volatile boolean answered; // whether it was ever asked to the end

  private Answer shown; // under the registry's reading lock

  /** Creates a source that was not asked yet. */
  public Source(
      SourceSettings settings, MetricsSource asked, Counts counts, LongSupplier nanoTime) {
    this.settings = settings;
    this.asked = Objects.requireNonNull(asked, "source");
    this.counts = counts;
    this.nanoTime = nanoTime;
    log = new DistinctLog(settings.name());
  }

  SourceSettings settings() {
    return settings;
  }

  /** Lets the source tell a family, from its next answer on. Any thread. */
  public void declare(Declared family) {
    declared.put(family.name(), family);
  }

  private void refuse(String family, String reason) {
    counts.refused();
    log.warn("series of \"" + family + "\" refused: " + reason, null);
  }

  /**
   * Returns whether a collection waits for it: it is asked with each collection, or never answered
   * yet.
   */
  boolean isAwaited() {
    return settings.everyNanos() == 0 || !answered;
  }

  /**
   * Has it asked, unless that is under way; returns what to wait for, null if no thread is left.
   */
  Asking ask(Executor executor) {
    StackRoom.lock(lock);
    try {
      if (underWay != null) {
        return underWay;
      }
      Asking asking = new Asking(nanoTime.getAsLong());
      try {
        executor.execute(() -> answer(asking));
      } catch (RejectedExecutionException full) { // removed sources that hang keep threads
        counts.failed();
        return null;
      }
      underWay = asking;
      return asking;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for an answer for what is left of its limit, {@code budgetNanos} at most. */
  void await(Asking asking, long budgetNanos) {
    long leftNanos = settings.limitNanos() - (nanoTime.getAsLong() - asking.startNanos());
    if (!asking.await(Math.min(leftNanos, budgetNanos))) {
      giveUp(asking);
    }
  }

  /** Counts an answer that took too long, once. */
  void giveUp(Asking asking) {
    if (asking.giveUp()) {
      counts.timedOut();
    }
  }

  @SuppressWarnings("CatchingUnchecked") // whatever a stranger's code throws, the others go on
  private void answer(Asking asking) {
    Answer last = latest;
    Answer next = new Answer(asking.startNanos());
    AnswerSink sink =
        new AnswerSink(
            declared, last != null ? last : next, next, settings, this::refuse, counts::malformed);
    boolean told = false;
    try {
      asked.collect(sink);
      told = true;
    } catch (Exception | LinkageError | StackOverflowError | AssertionError failure) {
      counts.failed();
      log.warn("failed: " + failure, failure);
    } finally {
      sink.end();
      latest = told ? next : null;
      answered = true;
      end(asking);
      if (asking.end() && told) {
        counts.late();
      }
    }
  }

  private void end(Asking asking) {
    StackRoom.lock(lock);
    try {
      if (underWay == asking) {
        underWay = null;
      }
    } finally {
      lock.unlock();
    }
  }

  /** Fixes what the collection that begins shows. Under the registry's reading lock. */
  void beginCollection() {
    Answer now = latest;
    shown = now == null || ageNanos(now) > settings.maxAgeNanos() ? null : now;
  }

  /**
   * Returns how old what the collection shows is, NaN if it shows nothing. Under the reading lock.
   */
  public double ageSeconds() {
    return shown == null ? Double.NaN : ageNanos(shown) / NANOS_PER_SECOND;
  }

  private long ageNanos(Answer answer) {
    return Math.max(0, nanoTime.getAsLong() - answer.takenNanos());
  }

  /** Returns how many series of a family were told last. */
  public long series(String family) {
    Answer now = latest;
    Answer.Series series = now == null ? null : now.named(family);
    return series == null ? 0 : series.size();
  }

  /** Shows a family, if anything was told of it. Under the registry's reading lock. */
  public void show(String family, MetricsVisitor visitor) {
    Answer.Series series = shown == null ? null : shown.named(family);
    if (series != null && series.size() > 0) {
      series.show(visitor);
    }
  }

  /** Is told what happens to one source. Any thread. */
  public interface Counts {
    /** The source threw. */
    void failed();

    /** A collection went on without the answer, or a refresh took longer than its limit. */
    void timedOut();

    /** An answer came after its limit. */
    void late();

    /** A series was refused. */
    void refused();

    /** A label value or a state of a family has half of a surrogate pair. */
    void malformed(String family);
  }
}
