package io.hairspring.collector.internal.instrument;

import io.hairspring.collector.internal.latency.write.Clamps;

/**
 * Is told what was not recorded as it was offered. Nothing is refused or moved into range without a
 * call here. Any thread; throws nothing.
 */
public interface Losses extends Clamps {
  /** A negative addition to a counter was not added. */
  void negative();

  /** A NaN or an infinity was not recorded. */
  void notFinite(double value);

  /** A state was named that a state set does not have. */
  void unknownState();

  /** An exemplar cannot be shown; its value is recorded all the same. */
  void badExemplar();

  /** A look-up ended at the overflow series of a family. */
  void overflowed(String family);

  /** A look-up had a label value that was too long. */
  void tooLong(String family);

  /** A look-up had a label value that no format can write. */
  void malformed(String family);

  /** A gauge is left out of an answer, since its callback threw. */
  void callbackFailed();
}
