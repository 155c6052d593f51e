package io.hairspring.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.hairspring.collector.Histogram;
import io.hairspring.collector.MetricsCollector;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJD_Result;

/**
 * A histogram that is read while a whole number and fractions are recorded in it: one answer's sum
 * is that of as many recordings as it has in its buckets.
 */
@JCStressTest
@State
@Outcome(id = "0, 0, 31.3", expect = ACCEPTABLE, desc = "sum and buckets belong together")
@Outcome(id = "1, 1, 31.3", expect = ACCEPTABLE_INTERESTING, desc = "they do not, which is counted")
@Outcome(expect = FORBIDDEN, desc = "they do not, or something is lost")
public class HistogramSumAgainstBuckets {
  private static final double[] VALUES = {1, 0.1, 30.2};
  private static final double[] SUMS = {0, 1, 1.1, 31.3};

  private final MetricsCollector metrics = MetricsCollector.create(Collectors.config());
  private final Histogram histogram = metrics.histogram("size", "Size.").buckets(0.5, 5).register();

  @Actor
  public void record() {
    for (double value : VALUES) {
      histogram.observe(value);
    }
  }

  @Actor
  public void read(JJD_Result r) {
    Totals seen = Totals.of(metrics);
    r.r1 = seen.observedSum() == SUMS[(int) seen.observed()] ? 0 : 1;
  }

  @Arbiter
  public void after(JJD_Result r) {
    Totals seen = Totals.of(metrics);
    r.r2 = seen.tornAnswers();
    r.r3 = seen.observedSum();
  }
}
