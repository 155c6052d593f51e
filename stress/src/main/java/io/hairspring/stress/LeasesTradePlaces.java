package io.hairspring.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.hairspring.collector.internal.stripe.Stripes;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;

/**
 * Threads that want the same place, each of which records often enough to move the other away, and
 * then their successors; each must write a stripe of its own all along.
 */
@JCStressTest
@State
@Outcome(id = "40000, 0", expect = ACCEPTABLE, desc = "every addition is there, no lease is left")
@Outcome(expect = FORBIDDEN, desc = "two wrote one stripe, or a lease was left in the table")
public class LeasesTradePlaces {
  private static final int ADDITIONS = 10_000; // some moves

  private final Stripes stripes = new Stripes(2, 1);
  private final int address = stripes.allocate(1);

  @Actor
  public void first() {
    inTurn();
  }

  @Actor
  public void second() {
    inTurn();
  }

  @Arbiter
  public void total(JJ_Result r) {
    r.r1 = stripes.reader().sum(address);
    stripes.reclaim();
    r.r2 = stripes.leases();
  }

  private void inTurn() {
    Threads.inTurn(new Namesake(this::add), new Namesake(this::add));
  }

  private void add() {
    for (int i = 0; i < ADDITIONS; i++) {
      stripes.current().add(address, 1);
    }
  }

  /** A thread with the id of all its kind. */
  private static final class Namesake extends Thread {
    Namesake(Runnable work) {
      super(work);
    }

    @Override
    @SuppressWarnings("deprecation") // threadId() exists only since Java 19
    public long getId() {
      return 42;
    }
  }
}
