package io.hairspring.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.hairspring.collector.internal.stripe.Lease;
import io.hairspring.collector.internal.stripe.Stripes;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;

/**
 * A thread closes what another writes on loan, and waits until the stripe has passed: it then sees
 * all that was written, and no more is, though both are plain.
 */
@JCStressTest
@State
@Outcome(id = "0, [0-9]*", expect = ACCEPTABLE, desc = "has not passed")
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "passed, and nobody wrote later")
@Outcome(expect = FORBIDDEN, desc = "passed, and some was missed")
public class LoanPasses {
  private static final int ADDITIONS = 300; // about as long as it takes to ask

  private final Stripes stripes = new Stripes(0, 1);
  private final Lease shared = stripes.current();
  private final int address = stripes.allocate(1);
  private final int stripe;
  private boolean closed;
  private long seen;

  /** Lends the stripe once, so that it is there. */
  public LoanPasses() {
    Lease borrowed = stripes.borrow(shared);
    stripe = borrowed.index();
    stripes.giveBack(borrowed);
  }

  @Actor
  public void write() {
    for (int i = 0; i < 3; i++) {
      Lease borrowed = stripes.borrow(shared);
      if (borrowed != shared) {
        long n = closed ? 0 : 1;
        for (int j = 0; j < ADDITIONS; j++) {
          borrowed.add(address, n);
        }
        stripes.giveBack(borrowed);
      }
    }
  }

  @Actor
  public void close(JJ_Result r) {
    closed = true;
    int asked = stripes.askToPass(stripe);
    if (stripes.hasPassed(stripe, asked)) {
      r.r1 = 1;
      seen = stripes.reader().sum(address);
    }
  }

  @Arbiter
  public void after(JJ_Result r) {
    r.r2 = stripes.reader().sum(address) - seen;
  }
}
