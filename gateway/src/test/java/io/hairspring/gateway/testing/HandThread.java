package io.hairspring.gateway.testing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.xnio.XnioIoThread;

/** Stands for an I/O thread: does what it was given, and lets time pass, when a test says so. */
public final class HandThread extends XnioIoThread {
  private final Deque<Runnable> tasks = new ArrayDeque<>();
  private final List<Timer> timers = new ArrayList<>();
  private long nowMillis;

  public HandThread() {
    super(null, 0);
  }

  /** Does what is to be done now, and what comes of that. */
  public void goOn() {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
  }

  /**
   * Lets time pass, and does what is to be done then: after what is to be done anyway, and also if
   * that would call it off, as a real thread does.
   */
  public void passMillis(long millis) {
    nowMillis += millis;
    for (Timer timer : List.copyOf(timers)) {
      if (timer.dueMillis <= nowMillis) {
        timer.remove();
        tasks.add(timer.task);
      }
    }
    goOn();
  }

  /** Returns whether there is something to be done now. */
  public boolean hasWork() {
    return !tasks.isEmpty();
  }

  /** Returns how many timers are set. */
  public int timers() {
    return timers.size();
  }

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
  }

  @Override
  public Key executeAfter(Runnable task, long time, TimeUnit unit) {
    Timer timer = new Timer(task, nowMillis + unit.toMillis(time));
    timers.add(timer);
    return timer;
  }

  @Override
  public Key executeAtInterval(Runnable task, long time, TimeUnit unit) {
    throw new UnsupportedOperationException();
  }

  private final class Timer implements Key {
    private final Runnable task;
    private final long dueMillis;

    Timer(Runnable task, long dueMillis) {
      this.task = task;
      this.dueMillis = dueMillis;
    }

    @Override
    public boolean remove() {
      return timers.remove(this);
    }
  }
}
