package io.hairspring.undertow;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Places for answers that are being rendered or read, which bounds their memory, and the clients
 * that have been reading for a while. Whoever finds no place waits for one; while somebody waits,
 * slow readers are cut off. So clients that do not read keep nobody else from being answered.
 * Thread-safe.
 */
final class AnswerPlaces {
  private final Deque<Runnable> waiting = new ArrayDeque<>(); // under the monitor, as the next
  private final Deque<Runnable> slow =
      new ArrayDeque<>(); // what cuts off; who began first in front
  private int free;

  AnswerPlaces(int places) {
    free = places;
  }

  /** Takes a place if one is free; if not, runs {@code again} when one was given back. */
  boolean take(Runnable again) {
    List<Runnable> inTheWay;
    synchronized (this) {
      if (free > 0) {
        free--;
        return true;
      }
      waiting.addLast(again);
      inTheWay = List.copyOf(slow);
      slow.clear();
    }
    inTheWay.forEach(Runnable::run);
    return false;
  }

  /** Gives a place back. */
  void giveBack() {
    Runnable next;
    synchronized (this) {
      free++;
      next = waiting.pollFirst();
    }
    if (next != null) {
      next.run();
    }
  }

  /**
   * Knows from now on that a client reads slowly.
   *
   * @param cutOff ends its answer, harmlessly if that has ended; the same for {@link #done}
   */
  void slow(Runnable cutOff) {
    boolean inTheWay;
    synchronized (this) {
      inTheWay = !waiting.isEmpty();
      if (!inTheWay) {
        slow.addLast(cutOff);
      }
    }
    if (inTheWay) {
      cutOff.run();
    }
  }

  /** Forgets a client that is done. */
  synchronized void done(Runnable cutOff) {
    slow.remove(cutOff);
  }

  /** Cuts off the client that has been slow for longest. Returns whether there was one. */
  boolean cutOffFirst() {
    Runnable first;
    synchronized (this) {
      first = slow.pollFirst();
    }
    if (first != null) {
      first.run();
    }
    return first != null;
  }
}
