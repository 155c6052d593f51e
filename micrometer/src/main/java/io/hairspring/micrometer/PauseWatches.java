package io.hairspring.micrometer;

import io.micrometer.core.instrument.distribution.pause.ClockDriftPauseDetector;
import io.micrometer.core.instrument.distribution.pause.PauseDetector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The watches for pauses that timers ask for, one for each setting, each with a daemon thread from
 * when it is first asked for until all are closed. Any thread.
 */
final class PauseWatches {
  private final Map<Setting, Pauses> watches = new HashMap<>(); // under the monitor, as the next
  private final List<Thread> threads = new ArrayList<>();

  private record Setting(Duration sleep, Duration threshold) {}

  /** Returns the watch of a detector, null if it is of a kind that is not known. */
  synchronized Pauses of(PauseDetector detector) {
    if (!(detector instanceof ClockDriftPauseDetector drift)) {
      return null;
    }
    return watches.computeIfAbsent(
        new Setting(drift.getSleepInterval(), drift.getPauseThreshold()), this::start);
  }

  private Pauses start(Setting setting) {
    Pauses pauses = new Pauses(setting.sleep.toNanos(), setting.threshold.toNanos());
    Thread thread = new Thread(pauses, "hairspring-micrometer-pauses");
    thread.setDaemon(true);
    thread.start();
    threads.add(thread);
    return pauses;
  }

  /** Ends all of them. */
  synchronized void close() {
    threads.forEach(Thread::interrupt);
  }
}
