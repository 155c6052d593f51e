package io.hairspring.exposition.scrape;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Slots for answers that are about to be rendered, rendered or read, which bounds their memory and
 * the work that is queued; and the clients that have been reading for a while. Whoever finds no
 * slot waits in a line of bounded length; while somebody waits, slow readers are disconnected. So
 * clients that do not read keep nobody else from being answered. Thread-safe.
 */
final class ResponseSlots {
  private final int mostWaiting;
  private final Deque<Runnable> waiting = new ArrayDeque<>(); // under the monitor, as the next
  private final Deque<Runnable> slow = new ArrayDeque<>(); // what disconnects; who began first
  private int free;

  ResponseSlots(int slots, int mostWaiting) {
    free = slots;
    this.mostWaiting = mostWaiting;
  }

  /**
   * Runs {@code begin} with a slot, now or when one is free.
   *
   * @param always whether it may wait however many do
   * @return false if it may not wait, and will not be run
   */
  boolean take(Runnable begin, boolean always) {
    List<Runnable> inTheWay = List.of();
    boolean now;
    synchronized (this) {
      now = free > 0;
      if (now) {
        free--;
      } else if (always || waiting.size() < mostWaiting) {
        waiting.addLast(begin);
        inTheWay = List.copyOf(slow);
        slow.clear();
      } else {
        return false;
      }
    }
    inTheWay.forEach(Runnable::run);
    if (now) {
      begin.run();
    }
    return true;
  }

  /** Gives a slot to whoever waits for longest, or back. */
  void giveBack() {
    Runnable next;
    synchronized (this) {
      next = waiting.pollFirst();
      if (next == null) {
        free++;
      }
    }
    if (next != null) {
      next.run();
    }
  }

  /**
   * Knows from now on that a client reads slowly.
   *
   * @param disconnect ends its answer, harmlessly if that has ended; the same for {@link #done}
   */
  void slow(Runnable disconnect) {
    boolean inTheWay;
    synchronized (this) {
      inTheWay = !waiting.isEmpty();
      if (!inTheWay) {
        slow.addLast(disconnect);
      }
    }
    if (inTheWay) {
      disconnect.run();
    }
  }

  /** Forgets a client that is done. */
  synchronized void done(Runnable disconnect) {
    slow.remove(disconnect);
  }

  /** Disconnects the client that has been slow for longest. Returns whether there was one. */
  boolean disconnectSlowest() {
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
