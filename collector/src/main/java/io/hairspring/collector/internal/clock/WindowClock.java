package io.hairspring.collector.internal.clock;

import io.hairspring.collector.internal.thread.StackRoom;
import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Moves the windows of one collector, and does what else is due from time to time.
 *
 * <p>A tick takes snapshots first and then moves the windows, without any lock that a reader or a
 * writer takes. Steps are counted from the clock's own beginning, so a late tick shifts none of
 * those that follow; steps that a late clock has missed are counted. Time that goes backwards moves
 * nothing.
 */
public final class WindowClock {
  private static final VarHandle LAST_TICK =
      ConstantBootstraps.fieldVarHandle(
          MethodHandles.lookup(), "lastTickNanos", VarHandle.class, WindowClock.class, long.class);
  private static final long LONGEST_PAUSE_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final long SHORTEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
  private static final long PAUSE_AFTER_FAILURE_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int STEPS_LATE = 3; // a clock later than this does not move

  private final LongSupplier nanoTime;
  private final Observer observer;
  private final long originNanos;
  private final List<SlidingWindow> windows = new CopyOnWriteArrayList<>();
  private final List<LongConsumer> snapshots = new CopyOnWriteArrayList<>();
  private final List<Chore> chores = new CopyOnWriteArrayList<>();
  private final ReentrantLock ticking = new ReentrantLock();
  private long collection; // under the registry's reading lock

  private volatile boolean closed;
  private volatile Thread thread; // null until started; written once, under the monitor

  // When the last tick ended. Opaque: stands for itself.
  @SuppressWarnings("UnusedVariable") // reached by LAST_TICK alone
  private long lastTickNanos;

  /** Creates a clock; {@code nanoTime} is monotonic. */
  public WindowClock(LongSupplier nanoTime, Observer observer) {
    this.nanoTime = nanoTime;
    this.observer = observer;
    originNanos = nanoTime.getAsLong();
  }

  /** Returns the window of this length and as many steps, the same for all who ask. Set-up. */
  public synchronized SlidingWindow window(long lengthNanos, int steps) {
    for (SlidingWindow window : windows) {
      if (window.is(lengthNanos, steps)) {
        return window;
      }
    }
    SlidingWindow made = new SlidingWindow(this, lengthNanos, steps, nanos());
    windows.add(made);
    return made;
  }

  /** Has {@code take} called with the time whenever windows are about to move. Set-up. */
  public void beforeSteps(LongConsumer take) {
    snapshots.add(take);
  }

  /** Has those that a condition holds for called no more. */
  public void forget(Predicate<LongConsumer> gone) {
    snapshots.removeIf(gone);
    chores.removeIf(chore -> gone.test(chore.work));
  }

  /** Has {@code work} called with the time about every {@code periodNanos}. Set-up. */
  public void every(long periodNanos, LongConsumer work) {
    chores.add(new Chore(periodNanos, work, nanos() + periodNanos));
  }

  /** Starts a thread that ticks, once; it ends with {@link #close}, or when nobody holds this. */
  public synchronized void start() {
    if (thread == null && !closed) {
      LAST_TICK.setOpaque(this, nanos());
      thread = ClockThread.start(this);
    }
  }

  /** Ends the thread, and waits until it has ended. */
  public void close() {
    closed = true;
    ClockThread.end(thread);
  }

  boolean isClosed() {
    return closed;
  }

  /**
   * Does what is due. Any thread; ticks take turns.
   *
   * @return how long until something is due again, in nanoseconds
   */
  public long tick() {
    StackRoom.lock(ticking);
    try {
      long now = nanos();
      moveWindows(now);
      doChores(now);
      LAST_TICK.setOpaque(this, nanos());
      return untilNext(nanos());
    } catch (Throwable failure) { // whatever a tick throws, the clock goes on
      observer.failed();
      return PAUSE_AFTER_FAILURE_NANOS;
    } finally {
      ticking.unlock();
    }
  }

  private void moveWindows(long now) {
    List<SlidingWindow> due = new ArrayList<>();
    for (SlidingWindow window : windows) {
      if (window.isDue(now)) {
        due.add(window);
      }
    }
    if (due.isEmpty()) {
      return;
    }
    snapshots.forEach(take -> take.accept(now));
    for (SlidingWindow window : due) {
      observer.missed(window.missed(now));
      window.advance(now);
    }
    observer.moved();
  }

  private void doChores(long now) {
    for (Chore chore : chores) {
      if (now >= chore.nextNanos) {
        chore.nextNanos = now + chore.periodNanos;
        chore.work.accept(now);
      }
    }
  }

  private long untilNext(long now) {
    long next = now + LONGEST_PAUSE_NANOS;
    for (SlidingWindow window : windows) {
      next = Math.min(next, window.nextNanos());
    }
    for (Chore chore : chores) {
      next = Math.min(next, chore.nextNanos);
    }
    // A few milliseconds late does no harm, and a ticker that stands still makes no thread spin.
    return Math.max(next - now, SHORTEST_PAUSE_NANOS);
  }

  /**
   * Returns whether the thread lives and is at most three steps of the shortest window late. A
   * clock that has nothing to do yet moves.
   */
  public boolean isMoving() {
    Thread running = thread;
    if (running == null) {
      return !closed;
    }
    long shortest = LONGEST_PAUSE_NANOS;
    for (SlidingWindow window : windows) {
      shortest = Math.min(shortest, window.stepNanos());
    }
    return running.isAlive() && sinceTickNanos() <= STEPS_LATE * shortest;
  }

  /** Returns how long ago the last tick ended, in nanoseconds, never negative. */
  public long sinceTickNanos() {
    return Math.max(nanos() - (long) LAST_TICK.getOpaque(this), 0);
  }

  /** Fixes where all windows stand, for a collection. Under the registry's reading lock. */
  public void beginCollection() {
    collection++;
    long now = nanos();
    for (SlidingWindow window : windows) {
      window.beginCollection(now);
    }
  }

  /** Returns the number of the running collection, from 1. Under the registry's reading lock. */
  public long collection() {
    return collection;
  }

  /** Returns nanoseconds since this clock was made; below 0 if time goes back. */
  long nanos() {
    return nanoTime.getAsLong() - originNanos;
  }

  /** Something to do now and then. */
  private static final class Chore {
    private final long periodNanos;
    private final LongConsumer work;
    private long nextNanos; // under the ticking lock

    Chore(long periodNanos, LongConsumer work, long nextNanos) {
      this.periodNanos = periodNanos;
      this.work = work;
      this.nextNanos = nextNanos;
    }
  }

  /** Is told how the clock does. Called by the thread that ticks. */
  public interface Observer {
    /** Windows have moved. */
    void moved();

    /** The tick came so late that {@code steps} of a window were never begun; may be 0. */
    void missed(long steps);

    /** A tick threw; the next one comes all the same. */
    void failed();
  }
}
