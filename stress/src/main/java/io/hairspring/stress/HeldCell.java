package io.hairspring.stress;

import io.hairspring.collector.internal.stripe.Stripes;
import java.lang.ref.Reference;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A handle of one cell, and a collector of garbage that finds it when the last of its holders has
 * let go: at the very next step, as the real one may.
 */
public final class HeldCell {
  private final Stripes stripes;
  private final int address;
  private final AtomicInteger holders;
  private Reference<?> toldByCollector; // before the table lets go

  /** Takes a cell of {@code stripes}, for a table and {@code others} that hold it from now on. */
  public HeldCell(Stripes stripes, int others) {
    this.stripes = stripes;
    address = stripes.allocate(1);
    holders = new AtomicInteger(1 + others);
  }

  /** Returns the address of the cell. */
  public int address() {
    return address;
  }

  /** Holds the handle; while somebody else does. */
  public void hold() {
    holders.incrementAndGet();
  }

  /** Adds one, and lets go where an instrument has its fence. */
  public void incAndLetGo() {
    stripes.current().add(address, 1);
    letGo();
  }

  /** Returns the total, and lets go where an instrument has its fence. */
  public long totalAndLetGo() {
    long total = stripes.reader().sum(address);
    letGo();
    return total;
  }

  /** Takes the series out of the table. */
  public void remove() {
    toldByCollector = stripes.retire(this, address, 1);
    letGo();
  }

  private void letGo() {
    if (holders.decrementAndGet() == 0) {
      toldByCollector.enqueue();
    }
  }
}
