package io.hairspring.collector.internal.latency.write;

/** What the cells of several stripes are added up in. Belongs to one thread at a time. */
public interface CellAccumulator {
  /** Adds nanoseconds, and wraps of {@link NanosSum}. */
  void addSum(long nanos, long wraps);

  /** Adds recordings that were 0. */
  void addZeros(long zeros);

  /** Adds the parts of split cells, which may grow meanwhile; returns how many they hold. */
  long addParts(long[] counts, int from);

  /**
   * Adds the cells of an array, which may grow meanwhile. A negative number marks a split cell,
   * which is told by its parts, or none at all. Reads each cell once.
   *
   * @param from where the cells begin in the array
   * @param first the index of the first of them
   * @return how many recordings they hold, at least for cells that many threads write
   */
  long addCells(int[] counts, int from, int first);

  /** Adds cells of 64 bits, as {@link #addCells(int[], int, int)}. */
  long addCells(long[] counts, int from, int first);

  /** Is told that what is changed next are cells of this range. */
  void cover(int first, int after);

  /** Adds to a cell of the range, or takes away. */
  void changeCell(int cell, long n);

  /** Adds to a part of a split cell, or takes away. */
  void changePart(int part, long n);

  /** Adds cells of 8 bits from the beginning of an array, likewise. */
  long addCells(byte[] counts, int first);
}
