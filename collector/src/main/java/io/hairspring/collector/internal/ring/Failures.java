package io.hairspring.collector.internal.ring;

import io.hairspring.collector.EventFailure;
import io.hairspring.collector.internal.thread.StackRoom;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/** The last ways in which applying events failed, each once. Blocking, for failures alone. */
final class Failures {
  private static final int KEPT = 16;
  private static final int MESSAGE_LENGTH = 200;

  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final AtomicLong shortStacks = new AtomicLong(); // since somebody asked last
  private final Map<String, EventFailure> latest = new LinkedHashMap<>(); // under the lock

  Failures(Clock clock) {
    this.clock = clock;
  }

  void add(Throwable thrown) {
    if (thrown instanceof StackOverflowError) {
      shortStacks.incrementAndGet(); // no more than this where there is no stack
    } else {
      add(thrown, 1);
    }
  }

  private void add(Throwable thrown, long times) {
    String type = thrown.getClass().getName();
    String text = thrown.getMessage() == null ? "" : thrown.getMessage();
    String message = text.substring(0, Math.min(text.length(), MESSAGE_LENGTH));
    String key = type + message;
    StackRoom.lock(lock);
    try {
      EventFailure before = latest.remove(key);
      long count = before == null ? times : before.count() + times;
      latest.put(key, new EventFailure(type, message, count, clock.instant()));
      if (latest.size() > KEPT) {
        latest.remove(latest.keySet().iterator().next());
      }
    } finally {
      lock.unlock();
    }
  }

  List<EventFailure> latest() {
    long times = shortStacks.getAndSet(0);
    if (times > 0) {
      add(new StackOverflowError(), times);
    }
    StackRoom.lock(lock);
    try {
      return List.copyOf(latest.values());
    } finally {
      lock.unlock();
    }
  }
}
