package io.hairspring.collector.event.ring;

import io.hairspring.collector.event.EventFailure;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** The last ways in which applying events failed, each once. Blocking, for failures alone. */
final class Failures {
  private static final int KEPT = 16;
  private static final int MESSAGE_LENGTH = 200;

  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, EventFailure> latest = new LinkedHashMap<>(); // under the lock

  Failures(Clock clock) {
    this.clock = clock;
  }

  void add(Throwable thrown) {
    String type = thrown.getClass().getName();
    String text = thrown.getMessage() == null ? "" : thrown.getMessage();
    String message = text.substring(0, Math.min(text.length(), MESSAGE_LENGTH));
    lock.lock();
    try {
      EventFailure before = latest.remove(type + message);
      long count = before == null ? 1 : before.count() + 1;
      latest.put(type + message, new EventFailure(type, message, count, clock.instant()));
      if (latest.size() > KEPT) {
        latest.remove(latest.keySet().iterator().next());
      }
    } finally {
      lock.unlock();
    }
  }

  List<EventFailure> latest() {
    lock.lock();
    try {
      return List.copyOf(latest.values());
    } finally {
      lock.unlock();
    }
  }
}
