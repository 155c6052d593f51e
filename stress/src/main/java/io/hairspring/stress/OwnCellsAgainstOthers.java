package io.hairspring.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.hairspring.collector.LatencyRecorder;
import io.hairspring.collector.MetricsCollector;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJJJ_Result;

/**
 * A thread alone in a series gets cells of its own, which take over what it recorded, while another
 * reads, and begins to record there as well: nothing is lost, doubled or seen going back, and each
 * answer is of one set of recordings.
 */
@JCStressTest
@State
@Outcome(id = "0, 5, 11000, 0", expect = ACCEPTABLE, desc = "whole, and each once")
@Outcome(
    id = "0, 5, 11000, [12]",
    expect = ACCEPTABLE_INTERESTING,
    desc = "a thread was stopped halfway for longer than a reader waits")
@Outcome(expect = FORBIDDEN, desc = "a sum of other recordings than the counts, or some are lost")
public class OwnCellsAgainstOthers {
  private static final long ONE_NANOS = 1_000;
  private static final long OTHER_NANOS = 4_000;

  private final MetricsCollector metrics =
      MetricsCollector.create(Collectors.config().withOwnCellsAfter(2));
  private final LatencyRecorder recorder =
      metrics.latency("duration_seconds", "Time.").buckets(0.000_002).register();

  @Actor
  public void one() {
    recorder.record(ONE_NANOS);
    recorder.record(ONE_NANOS); // the second gives it cells
    recorder.record(ONE_NANOS);
  }

  @Actor
  public void other(JJJJ_Result r) {
    Totals first = Totals.ofShapes(metrics);
    recorder.record(OTHER_NANOS);
    Totals second = Totals.ofShapes(metrics);
    recorder.record(OTHER_NANOS);
    long back = second.latencies() <= first.latencies() ? 1 : 0;
    r.r1 = mixed(first) + mixed(second) + back;
    r.r4 = second.tornAnswers();
  }

  @Arbiter
  public void after(JJJJ_Result r) {
    Totals last = Totals.ofShapes(metrics);
    r.r2 = last.latencies();
    r.r3 = last.latencySumNanos();
  }

  private static long mixed(Totals seen) {
    long ones = seen.latencyBuckets().length == 0 ? 0 : seen.latencyBuckets()[0];
    long others = seen.latencies() - ones;
    return seen.latencySumNanos() == ones * ONE_NANOS + others * OTHER_NANOS ? 0 : 1;
  }
}
