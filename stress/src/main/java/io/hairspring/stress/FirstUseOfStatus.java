package io.hairspring.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.hairspring.collector.Counter;
import io.hairspring.collector.Family;
import io.hairspring.collector.LabelValues;
import io.hairspring.collector.LatencyRecorder;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.RequestRecorder;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJJ_Result;

/**
 * Two threads record their first requests, each with a status that the other knows already or does
 * not: both put rows, and cells of their stripes, into the same tables.
 */
@JCStressTest
@State
@Outcome(id = "2, 2, 4", expect = ACCEPTABLE, desc = "each request is counted where it belongs")
@Outcome(expect = FORBIDDEN, desc = "a request was lost, or counted as another status")
public class FirstUseOfStatus {
  private final MetricsCollector metrics = MetricsCollector.create();
  private final Family<Counter> statuses =
      metrics.counter("requests_total", "Requests.").family("status");
  private final LatencyRecorder latency = metrics.latency("seconds", "Time.").register();
  private final RequestRecorder recorder =
      metrics
          .request()
          .countStatus(status -> statuses.with(LabelValues.of(status)))
          .latency(latency)
          .build();

  @Actor
  public void first() {
    recorder.record(200, 1);
    recorder.record(503, 1);
  }

  @Actor
  public void second() {
    recorder.record(503, 1);
    recorder.record(200, 1);
  }

  @Arbiter
  public void total(JJJ_Result r) {
    r.r1 = statuses.with(LabelValues.of(200)).total();
    r.r2 = statuses.with(LabelValues.of(503)).total();
    r.r3 = latency.count();
  }
}
