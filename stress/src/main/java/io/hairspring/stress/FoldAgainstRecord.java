package io.hairspring.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.hairspring.collector.LatencyRecorder;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.internal.latency.write.Fold;
import io.hairspring.collector.view.LatencyView;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJJJ_Result;

/**
 * A thread's own cells are closed and folded as soon as it was seen to record anew, and epochs are
 * closed, while it records there and reads what it recorded: nothing is lost or doubled, and each
 * answer is of one set of recordings.
 */
@JCStressTest
@State
@Outcome(id = "0, 8, 8000, 0", expect = ACCEPTABLE, desc = "whole, and each once")
@Outcome(
    id = "0, 8, 8000, [1-8]",
    expect = ACCEPTABLE_INTERESTING,
    desc = "a thread was stopped halfway for longer than a reader waits")
@Outcome(expect = FORBIDDEN, desc = "some are lost or doubled")
public class FoldAgainstRecord {
  private static final int FOLDINGS = 3;
  private static final int LOOKS = 40;
  private static final int RECORDINGS = 8;
  private static final long NANOS = 1_000;

  private final Fold fold = new Fold(MetricsCollector.create(Collectors.config()));
  private final LatencyRecorder recorder = fold.recorder();

  @Actor
  public void owner(JJJJ_Result r) {
    for (int i = 1; i <= RECORDINGS; i++) {
      recorder.record(NANOS);
      if ((i & 1) == 0) { // so that recordings also follow each other at once
        LatencyView now = recorder.total();
        r.r1 += now.count() == i && now.sumNanos() == i * NANOS ? 0 : 1;
      }
    }
  }

  @Actor
  public void folder(JJJJ_Result r) {
    for (int i = 0; i < FOLDINGS; i++) {
      fold.close();
      for (int look = 0; look < LOOKS && !fold.fold(); look++) {
        Thread.onSpinWait();
      }
    }
    Totals closed = Totals.ofClosedFamily(fold.metrics(), "duration_seconds");
    r.r2 = closed.latencies();
    r.r3 = closed.latencySumNanos();
  }

  @Arbiter
  public void after(JJJJ_Result r) {
    Totals last = Totals.of(fold.metrics());
    r.r2 += last.latencies();
    r.r3 += last.latencySumNanos();
    r.r4 = last.tornAnswers();
  }
}
