package io.hairspring.undertow.connection;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * A newcomer wants the place of a quiet connection on which a request comes, is answered and is the
 * last: the place is given up once, and not to the newcomer if the request was told that it has it.
 */
@JCStressTest
@State
@Outcome(id = "1, 1, 0", expect = ACCEPTABLE, desc = "the request was first")
@Outcome(id = "0, 0, 1", expect = ACCEPTABLE, desc = "the newcomer was first")
@Outcome(expect = FORBIDDEN, desc = "given up twice or never, or taken from a request")
public class RequestAgainstEviction {
  private static final long SINCE = 1;
  private static final long LATER = 2;

  private final Place place = new Place(SINCE);

  @Actor
  public void client(III_Result r) {
    r.r1 = place.busy() ? 1 : 0;
    place.quiet(LATER);
    r.r2 = place.giveUp() ? 1 : 0;
  }

  @Actor
  public void newcomer(III_Result r) {
    r.r3 = place.giveUp(SINCE) ? 1 : 0;
  }
}
