package io.hairspring.collector.internal.latency.write;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Counts of one latency recorder that any number of threads write at once.
 *
 * <p>Guarantees that no recording is lost, that recording is lock-free, and that a reader is told
 * whether what he found is one set of recordings.
 */
@SuppressWarnings("UnusedVariable") // fields that their handles alone reach
final class SharedCells extends SharedPages {
  /*
   * A recording adds to its cell and then to the word, which holds the sum of the latencies above
   * the number of the recordings; so whoever finds as many recordings in the cells as are in the
   * word, to the bits that are kept of that number, and the word as it was before, has met none that
   * was stored half. The number is told apart from that of the cells as long as no 65 536 threads
   * are stopped in the middle of a recording. It runs over into the sum, from which the reader takes
   * it away.
   *
   * Of latencies from 2^40 ns on (18 minutes) the word holds the rest, and another field how often
   * 2^40; so a recording changes the word by no more than 2^56, and who makes it pass 2^62 takes
   * these away again. That is not one step with counting them, so they are counted as under way.
   */
  static final int COUNT_BITS = 16;
  static final long COUNT_MASK = (1L << COUNT_BITS) - 1;
  private static final int LARGE_BITS = 40;
  private static final long CARRY = 1L << 62;
  private static final long CARRY_NANOS = CARRY >> COUNT_BITS;
  private static final long ENDED = 1L << 32; // in steps: one more has ended; below, under way

  private static final VarHandle WORD;
  private static final VarHandle LARGE;
  private static final VarHandle ZEROS;
  private static final VarHandle CARRIES;
  private static final VarHandle STEPS;
  private static final VarHandle MISSED;
  private static final VarHandle HALVES;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      WORD = lookup.findVarHandle(SharedCells.class, "word", long.class);
      LARGE = lookup.findVarHandle(SharedCells.class, "large", long.class);
      ZEROS = lookup.findVarHandle(SharedCells.class, "zeros", long.class);
      CARRIES = lookup.findVarHandle(SharedCells.class, "carries", long.class);
      STEPS = lookup.findVarHandle(SharedCells.class, "steps", long.class);
      MISSED = lookup.findVarHandle(SharedCells.class, "missed", SharedCells.class);
      HALVES = lookup.findVarHandle(SharedCells.class, "halves", long.class);
    } catch (ReflectiveOperationException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }

  // All of these: atomic add; read with acquire. The word after the cells and after large, and
  // before them by readers.
  private long word;
  private long large; // how often 2^40 ns, by latency
  private long zeros; // recordings of 0, which are in no cell and not in the word
  private long carries; // how often 2^62 was taken from the word

  // What takes more than one step to change: how many are under way, and above how many ended.
  private long steps;

  // Recordings whose thread died between cell and word. Readers, in turn; opaque.
  private long halves;

  // As that of LatencyCells.
  private SharedCells missed;

  SharedCells(LatencyLayout layout) {
    super(layout);
  }

  /** Counts a latency in range. Any thread. */
  void record(long nanos) {
    if (nanos == 0) {
      ZEROS.getAndAdd(this, 1L);
      return;
    }
    count(LatencyLayout.index(nanos, pageShift), nanos, 1);
    long times = nanos >>> LARGE_BITS;
    if (times > 0) {
      LARGE.getAndAdd(this, times);
    }
    long step = ((nanos - (times << LARGE_BITS)) << COUNT_BITS) + 1;
    if ((long) WORD.getAndAdd(this, step) + step >= CARRY) {
      carry();
    }
  }

  /** Counts a latency in range and those that its caller missed. Any thread. */
  void recordCorrected(long nanos, long interval) {
    SharedCells cells = writableMissed();
    STEPS.getAndAdd(this, 1L);
    try {
      CellCounter.countMissed(layout, nanos, interval, cells);
      record(nanos);
    } finally {
      STEPS.getAndAdd(this, ENDED - 1);
    }
  }

  private void carry() {
    STEPS.getAndAdd(this, 1L);
    WORD.getAndAdd(this, -CARRY);
    CARRIES.getAndAdd(this, 1L);
    STEPS.getAndAdd(this, ENDED - 1);
  }

  private SharedCells writableMissed() {
    SharedCells cells = (SharedCells) MISSED.getAcquire(this);
    if (cells == null) {
      SharedCells made = new SharedCells(layout);
      SharedCells other = (SharedCells) MISSED.compareAndExchange(this, null, made);
      cells = other == null ? made : other;
    }
    return cells;
  }

  /**
   * Adds what is counted here to {@code sums}, also what was missed if it shall be corrected.
   * Returns whether that is one set of recordings. Any thread.
   */
  boolean addTo(CellAccumulator sums, boolean corrected) {
    long steps = (long) STEPS.getAcquire(this);
    long word = (long) WORD.getAcquire(this);
    sums.addZeros(zeros());
    // Before the cells: what these hold of a recording stored half is then in its cell.
    long times = (long) LARGE.getAcquire(this);
    long carried = (long) CARRIES.getAcquire(this);
    long count = addCells(sums) - (long) HALVES.getOpaque(this);
    SharedCells missing = corrected ? (SharedCells) MISSED.getAcquire(this) : null;
    if (missing != null) {
      missing.addCells(sums);
    }
    boolean whole = ((word - count) & COUNT_MASK) == 0 && isStill(steps, word);
    sums.addSum((word - count) >> COUNT_BITS, 0);
    addShifted(sums, times, LARGE_BITS);
    addShifted(sums, carried, Long.numberOfTrailingZeros(CARRY_NANOS));
    return whole;
  }

  private boolean isStill(long steps, long word) {
    VarHandle.acquireFence();
    return (steps & ENDED - 1) == 0
        && (long) WORD.getAcquire(this) == word
        && (long) STEPS.getOpaque(this) == steps;
  }

  private static void addShifted(CellAccumulator sums, long times, int bits) {
    int inWrap = NanosSum.WRAP_BITS - bits;
    sums.addSum((times & (1L << inWrap) - 1) << bits, times >>> inWrap);
  }

  /** Returns a number that changes with every recording but those of 0. Any thread. */
  long word() {
    return (long) WORD.getAcquire(this);
  }

  /** Returns a number that grows with every recording that the word does not tell whole. */
  long untold() {
    return zeros() + (long) LARGE.getAcquire(this) + (long) STEPS.getAcquire(this);
  }

  /**
   * Takes what is stored half for what stays so, because its thread died of an error, unless
   * something was recorded since the word was read. Goes on being no whole answer, but one for
   * which nobody waits; should the other half come, the next who waits looks anew. Readers, in
   * turn.
   */
  void giveUpHalves(long word) {
    long given = addCells(new CellTotals(layout)) - word & COUNT_MASK;
    if (word() == word) {
      HALVES.setOpaque(this, given);
    }
  }

  @Override
  long bytes() {
    SharedCells cells = (SharedCells) MISSED.getAcquire(this);
    return cells == null ? super.bytes() : super.bytes() + cells.bytes();
  }

  boolean hasMissed() {
    return (SharedCells) MISSED.getAcquire(this) != null;
  }

  /** Returns whether halves were given up. Readers. */
  boolean hasHalves() {
    return (long) HALVES.getOpaque(this) != 0;
  }

  /** Returns what {@link LatencyCells#activity} does. Any thread. */
  long activity() {
    return ((long) WORD.getAcquire(this) >> COUNT_BITS)
        + ((long) LARGE.getAcquire(this) << LARGE_BITS)
        + (long) CARRIES.getAcquire(this)
        + zeros();
  }

  /** Returns how many recordings were 0. Any thread. */
  long zeros() {
    return (long) ZEROS.getAcquire(this);
  }
}
