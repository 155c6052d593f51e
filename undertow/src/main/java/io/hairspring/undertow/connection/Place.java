package io.hairspring.undertow.connection;

import java.lang.invoke.ConstantBootstraps;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * What a connection does with its place: it is quiet since some moment, or has a request that is
 * being answered, or has given the place up for good. Any thread; lock-free.
 */
final class Place {
  private static final long BUSY = 0;
  private static final long GIVEN_UP = -1;

  private static final VarHandle STATE =
      ConstantBootstraps.fieldVarHandle(
          MethodHandles.lookup(), "state", VarHandle.class, Place.class, long.class);

  // Since when it is quiet, above 0, or one of the above. Changed by compare-and-set alone, since
  // the thread that serves the connection may meet one that evicts it; read opaquely, since a
  // change is only tried with what was read.
  @SuppressWarnings("UnusedVariable") // reached by STATE alone
  private long state;

  /** Creates one that is quiet since a moment above 0. */
  Place(long now) {
    state = now;
  }

  /** A request has come; returns false if the place was given up meanwhile. */
  boolean busy() {
    long seen = (long) STATE.getOpaque(this);
    while (seen > BUSY && !STATE.compareAndSet(this, seen, BUSY)) {
      seen = (long) STATE.getOpaque(this);
    }
    return seen != GIVEN_UP;
  }

  /** The request has been answered, at a moment above 0. */
  void quiet(long now) {
    STATE.compareAndSet(this, BUSY, now);
  }

  /** Gives the place up if it is quiet since just that moment; returns whether it was. */
  boolean giveUp(long quietSince) {
    return STATE.compareAndSet(this, quietSince, GIVEN_UP);
  }

  /** Gives the place up; returns whether nobody did so before. */
  boolean giveUp() {
    return (long) STATE.getAndSet(this, GIVEN_UP) != GIVEN_UP;
  }

  boolean isBusy() {
    return (long) STATE.getOpaque(this) == BUSY;
  }

  /** Returns since when it is quiet, 0 or less if it is not. */
  long quietSince() {
    return (long) STATE.getOpaque(this);
  }
}
