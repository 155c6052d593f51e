package io.hairspring.stress;

import static org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt.forClasses;

import io.hairspring.collector.internal.thread.StackRoom;
import org.jetbrains.lincheck.datastructures.ManagedStrategyGuarantee;

/** What models assume of the stack: it is long enough, so nobody has to descend to find out. */
public final class LongStack {
  /**
   * Leaves out {@link StackRoom#require}, whose recursion Lincheck would take for one without an
   * end.
   */
  public static final ManagedStrategyGuarantee ASSUMED =
      forClasses(StackRoom.class.getName()).methods("require").ignore();

  private LongStack() {}
}
