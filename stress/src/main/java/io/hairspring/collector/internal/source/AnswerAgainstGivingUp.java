package io.hairspring.collector.internal.source;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A source answers while a collection gives up: either it is late, or the collection sees its
 * answer. The answer is published by a plain store here, which the hand-over alone must order.
 */
@JCStressTest
@State
@Outcome(id = "1, -1", expect = ACCEPTABLE, desc = "late, and given up")
@Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "in time, and seen")
@Outcome(expect = FORBIDDEN, desc = "in time and not seen, or counted late though nobody left")
public class AnswerAgainstGivingUp {
  private final Asking asking = new Asking(0);
  private int answer;

  @Actor
  public void source(II_Result r) {
    answer = 1;
    r.r1 = asking.end() ? 1 : 0;
  }

  @Actor
  public void collection(II_Result r) {
    r.r2 = asking.giveUp() ? -1 : answer;
  }
}
