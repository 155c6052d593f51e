package io.hairspring.collector.internal.stripe;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Tells which of the many things that the writers of one stripe record in they record in often: by
 * looking at one in some 60 of their recordings, in little memory, whatever their number.
 *
 * <p>The owner of an exclusive stripe alone calls it.
 */
final class Heat {
  /*
   * Each thing has one place in a table, by its identity hash. A recording that is looked at makes
   * it one warmer there, or whoever has that place one colder, and takes the place if it is cold:
   * so those that come often win their places from those that come seldom. Two that share a place
   * and are as hot as each other take turns to win, so after a while neither is left out. A place
   * tells things apart by a part of their hash; one that is taken for another is hot a little
   * early.
   *
   * What is looked at is chosen at random, since an even step may keep time with whoever visits
   * things in turn. All get colder as time goes by, so what counts is how often a thing comes, and
   * not that it came often enough in a year.
   */
  private static final int PLACE_BITS = 10;
  private static final int HITS_BITS = 4;
  private static final int MOST_HITS = 6;
  private static final int HITS_MASK = (1 << HITS_BITS) - 1;
  private static final int TAG_MASK = (1 << (Short.SIZE - HITS_BITS)) - 1;
  private static final int MULTIPLIER = 0x9E3779B9; // as in LeaseTable

  private final int hits;
  private final int leastGap;
  private final int mostGap;
  private final AtomicInteger coolings;
  private short[] places = {}; // made by the first look; all of these are the writers' own
  private int cooled;
  private int random;

  /**
   * Creates one.
   *
   * @param recordings about how many recordings in a thing make it hot; 0 for none
   * @param coolings grows when all is to get colder
   */
  Heat(int recordings, AtomicInteger coolings) {
    hits = Math.min(recordings, MOST_HITS);
    int gap = hits == 0 ? 0 : recordings / hits;
    leastGap = gap / 2;
    mostGap = gap + gap / 2;
    this.coolings = coolings;
    random = System.identityHashCode(this) | 1;
  }

  /** Returns how many recordings are not to be looked at. */
  int gap() {
    int next = random;
    next ^= next << 13; // Marsaglia, Xorshift RNGs, Journal of Statistical Software 8(14), 2003
    next ^= next >>> 17;
    next ^= next << 5;
    random = next;
    return mostGap <= 1 ? 0 : leastGap + (next >>> 1) % (mostGap - leastGap);
  }

  /** Looks at a recording in a thing; returns whether it is hot, and then forgets it. */
  boolean makesHot(Object thing) {
    if (hits <= 1) {
      return true;
    }
    short[] table = places();
    int hash = System.identityHashCode(thing) * MULTIPLIER;
    int at = hash >>> (Integer.SIZE - PLACE_BITS);
    int tag = hash & TAG_MASK;
    int warmth = table[at] & HITS_MASK;
    if (warmth == 0) {
      table[at] = place(tag, 1);
    } else if ((table[at] >>> HITS_BITS & TAG_MASK) != tag) {
      table[at]--;
    } else if (warmth + 1 < hits) {
      table[at]++;
    } else {
      table[at] = 0;
      return true;
    }
    return false;
  }

  private static short place(int tag, int warmth) {
    return (short) (tag << HITS_BITS | warmth);
  }

  private short[] places() {
    if (places.length == 0) {
      places = new short[1 << PLACE_BITS];
    }
    int now = coolings.getOpaque();
    if (cooled != now) {
      cooled = now;
      for (int at = 0; at < places.length; at++) {
        int tag = places[at] >>> HITS_BITS & TAG_MASK;
        places[at] = place(tag, (places[at] & HITS_MASK) / 2);
      }
    }
    return places;
  }
}
