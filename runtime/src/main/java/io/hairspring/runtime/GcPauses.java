package io.hairspring.runtime;

import com.sun.management.GarbageCollectionNotificationInfo;
import io.hairspring.collector.Family;
import io.hairspring.collector.LatencyRecorder;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/**
 * Records each pause for garbage collection, and knows when the last of them were. The JVM tells of
 * a pause when it is over, in whole milliseconds, on a thread of its own. Any thread may ask.
 */
final class GcPauses implements AutoCloseable {
  private static final int MOST = 1_024; // two minutes of eight a second

  /** How the beans of ZGC and Shenandoah end whose work runs beside the application. */
  private static final String BESIDE = " Cycles";

  private final Family<LatencyRecorder> pauses;
  private final long startMillis; // of the JVM, in Unix time
  private final NotificationListener listener = (told, unused) -> told(told);

  // Under the monitor, like all below: of the last pauses, in Unix milliseconds.
  private final long[] begins = new long[MOST];
  private final long[] ends = new long[MOST];
  private long ended;

  private GcPauses(Family<LatencyRecorder> pauses, long startMillis) {
    this.pauses = pauses;
    this.startMillis = startMillis;
  }

  /** Starts to listen; {@code pauses} has the label for the cause. */
  static GcPauses start(Family<LatencyRecorder> pauses) {
    // Not the start that the JVM tells: clocks are set, and pauses count from its own.
    long uptimeMillis = ManagementFactory.getRuntimeMXBean().getUptime();
    GcPauses started = new GcPauses(pauses, System.currentTimeMillis() - uptimeMillis);
    for (GarbageCollectorMXBean bean : ManagementFactory.getGarbageCollectorMXBeans()) {
      if (bean instanceof NotificationEmitter emitter && !bean.getName().endsWith(BESIDE)) {
        emitter.addNotificationListener(started.listener, null, null);
      }
    }
    return started;
  }

  /** Returns one that listens to nobody, for a test that says what paused. */
  static GcPauses byHand(Family<LatencyRecorder> pauses) {
    return new GcPauses(pauses, 0);
  }

  private void told(Notification told) {
    if (told.getType().equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
      GarbageCollectionNotificationInfo gc =
          GarbageCollectionNotificationInfo.from((CompositeData) told.getUserData());
      paused(
          gc.getGcCause(),
          startMillis + gc.getGcInfo().getStartTime(),
          startMillis + gc.getGcInfo().getEndTime());
    }
  }

  /** Records a pause. */
  void paused(String cause, long beginMillis, long endMillis) {
    pauses.with(cause).record(TimeUnit.MILLISECONDS.toNanos(Math.max(0, endMillis - beginMillis)));
    synchronized (this) {
      int index = (int) (ended % MOST);
      begins[index] = beginMillis;
      ends[index] = endMillis;
      ended++;
    }
  }

  /** Returns for how much of a span pauses are known, in nanoseconds, within a millisecond each. */
  synchronized long nanosWithin(Instant from, Instant to) {
    long fromMillis = from.toEpochMilli();
    long toMillis = to.toEpochMilli();
    long millis = 0;
    for (int i = 0; i < Math.min(ended, MOST); i++) {
      millis += Math.max(0, Math.min(ends[i], toMillis) - Math.max(begins[i], fromMillis));
    }
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }

  @Override
  public void close() {
    for (GarbageCollectorMXBean bean : ManagementFactory.getGarbageCollectorMXBeans()) {
      if (bean instanceof NotificationEmitter emitter) {
        try {
          emitter.removeNotificationListener(listener);
        } catch (ListenerNotFoundException beside) {
          // nor is it told by that one
        }
      }
    }
  }
}
