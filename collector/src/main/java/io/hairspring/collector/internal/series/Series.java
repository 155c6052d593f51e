package io.hairspring.collector.internal.series;

import io.hairspring.collector.view.SeriesView;
import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** An instrument with its labels, encoded once. */
public abstract class Series extends SeriesKey implements SeriesView {
  private static final VarHandle CREATED =
      ConstantBootstraps.fieldVarHandle(
          MethodHandles.lookup(), "createdMillis", VarHandle.class, Series.class, long.class);

  private final SeriesLabels labels;
  private final byte[] encoded;

  // Written by whoever makes the series, then under the registry's reading lock. Opaque, because a
  // view that is kept may be read by any thread: whole, and nothing else is published by it.
  @SuppressWarnings("UnusedVariable") // reached by CREATED alone
  private long createdMillis;

  // Null until the clock first looks whether the series is idle. Under the registry's reading lock.
  private Idleness idleness;

  /** Creates a series; nobody may write {@code values} from here on. */
  protected Series(SeriesLabels labels, String[] values) {
    this(labels, values, labels.encode(values));
  }

  /**
   * Creates a series whose labels are encoded otherwise; nobody may write the arrays from here on.
   */
  protected Series(SeriesLabels labels, String[] values, byte[] encoded) {
    super(values);
    this.labels = labels;
    this.encoded = encoded;
  }

  /**
   * Begins an epoch: sets since when the cumulative values count, in Unix milliseconds, but never
   * earlier than before, since a wall clock can step backwards. Exemplars stay behind.
   */
  public final void begin(long millis) {
    CREATED.setOpaque(this, Math.max(millis, createdMillis()));
    forgetExemplars();
  }

  /** Drops the exemplars of the epoch that has ended. Under the registry's reading lock. */
  protected void forgetExemplars() {}

  /**
   * Looks whether anything was recorded lately, and hides the series if not; a series of another
   * kind than {@link Recorded} is never hidden. Under the registry's reading lock; the clock alone.
   *
   * @return whether it was hidden by this look
   */
  public final boolean hideIfIdle(long nowNanos, long limitNanos) {
    if (!(this instanceof Recorded recorded)) {
      return false;
    }
    if (idleness == null) {
      idleness = new Idleness(recorded.activity(), nowNanos);
    }
    boolean before = idleness.isHidden();
    idleness.check(recorded.activity(), nowNanos, limitNanos);
    return idleness.isHidden() && !before;
  }

  /** Returns whether readers pass the series over. Under the registry's reading lock. */
  public final boolean isHidden() {
    return idleness != null && idleness.isHidden(((Recorded) this).activity());
  }

  /** Returns about how many bytes its cells take in all stripes. Any thread. */
  public long bytes() {
    return 0;
  }

  /** Returns the value as people read it; empty where it is not had at once. */
  protected String valueText() {
    return "";
  }

  /** Returns name, labels and value, as in {@code orders_total{region="eu"} 3}. */
  @Override
  public final String toString() {
    String text =
        encoded.length == 0 ? "" : '{' + new String(encoded, StandardCharsets.UTF_8) + '}';
    return (labels.metric() + text + ' ' + valueText()).strip();
  }

  @Override
  public final List<String> labelValues() {
    return labels.allValues(values());
  }

  @Override
  public boolean lacksLabel(int i) {
    return labels.lacks(i);
  }

  @Override
  public final int labelBytes() {
    return encoded.length;
  }

  @Override
  public final int copyLabels(byte[] target, int offset) {
    System.arraycopy(encoded, 0, target, offset, encoded.length);
    return offset + encoded.length;
  }

  @Override
  public final long createdMillis() {
    return (long) CREATED.getOpaque(this);
  }

  /** A series in which things are recorded, so that it can be told whether it is idle. */
  public interface Recorded {
    /** Returns a number that grows with every recording. Any thread; never makes a writer wait. */
    long activity();
  }

  /**
   * Since when nothing was recorded in a series. Under the registry's reading lock; the clock alone
   * changes it.
   */
  private static final class Idleness {
    private long activity;
    private long sinceNanos;
    private boolean hidden;

    Idleness(long activity, long sinceNanos) {
      this.activity = activity;
      this.sinceNanos = sinceNanos;
    }

    /** Looks whether anything was recorded; hides the series if not for too long. */
    void check(long activityNow, long nowNanos, long limitNanos) {
      if (activityNow != activity) {
        activity = activityNow;
        sinceNanos = nowNanos;
        hidden = false;
      } else if (nowNanos - sinceNanos >= limitNanos) {
        hidden = true;
      }
    }

    boolean isHidden() {
      return hidden;
    }

    /** Returns whether readers pass the series over: not once something is recorded again. */
    boolean isHidden(long activityNow) {
      return hidden && activityNow == activity;
    }
  }
}
