package io.hairspring.collector.internal.exemplar;

import io.hairspring.collector.Exemplar;
import io.hairspring.collector.internal.series.Utf8Text;
import io.hairspring.collector.view.NameEscaping;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Decides which exemplars of a collector are kept: in each place the first one that comes when the
 * last is at least {@value #LEAST_AGE_MILLIS} ms old. So most of them cost a look at the clock, and
 * memory is bounded by the places. Any thread.
 */
public final class ExemplarSampling {
  private static final long LEAST_AGE_MILLIS = 1_000;

  private final LongSupplier unixMillis;
  private final Runnable refused;
  private final Runnable malformed;

  /**
   * Creates a sampling.
   *
   * @param refused is run for each exemplar that cannot be shown
   * @param malformed is run for each one kept with a value that {@link Utf8Text} alters
   */
  public ExemplarSampling(LongSupplier unixMillis, Runnable refused, Runnable malformed) {
    this.unixMillis = unixMillis;
    this.refused = refused;
    this.malformed = malformed;
  }

  /**
   * Returns whether an exemplar can be shown, and counts it as refused if not; false for null. For
   * whoever offers one in several places, where it would be counted in each.
   */
  public boolean admits(Exemplar offered) {
    if (offered == null) {
      return false;
    }
    boolean showable = isShowable(offered);
    if (!showable) {
      refused.run();
    }
    return showable;
  }

  /**
   * Returns what takes the place of {@code last}, or null if that stays.
   *
   * @param last what is in the place, null for nothing
   * @param value what was recorded, in the family's unit
   * @param offered null for no exemplar
   */
  public KeptExemplar successor(KeptExemplar last, double value, Exemplar offered) {
    if (offered == null) {
      return null;
    }
    long now = unixMillis.getAsLong();
    if (!isDue(last, now) || !admits(offered)) {
      return null;
    }
    if (!offered.labelValues().stream().allMatch(Utf8Text::is)) {
      malformed.run();
    }
    return new KeptExemplar(offered, value, now);
  }

  /** Returns whether another exemplar would take the place of {@code last}, null for nothing. */
  public boolean isDue(KeptExemplar last) {
    return last == null || isDue(last, unixMillis.getAsLong());
  }

  private static boolean isDue(KeptExemplar last, long now) {
    // abs: a wall clock can step backwards
    return last == null || Math.abs(now - last.timestampMillis()) >= LEAST_AGE_MILLIS;
  }

  private static boolean isShowable(Exemplar exemplar) {
    List<String> names = exemplar.labelNames();
    int codePoints = 0;
    for (int i = 0; i < names.size(); i++) {
      String value = exemplar.labelValues().get(i);
      if (!NameEscaping.isClassicLabel(names.get(i)) || names.indexOf(names.get(i)) < i) {
        return false;
      }
      codePoints += names.get(i).length() + value.codePointCount(0, value.length());
    }
    return codePoints <= Exemplar.MOST_CODE_POINTS;
  }
}
