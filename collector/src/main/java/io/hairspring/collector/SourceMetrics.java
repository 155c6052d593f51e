package io.hairspring.collector;

import io.hairspring.collector.pull.gather.Source;
import io.hairspring.collector.pull.gather.SourceCounts;

/** What is told of sources, by their names, which the label {@code collector} shows. */
final class SourceMetrics {
  private static final String LABEL = "collector";

  private final CollectorCore core;
  private final Family<Counter> failures;
  private final Family<Counter> timeouts;
  private final Family<Counter> late;
  private final Family<Counter> refused;
  private final CallbackGauges age;

  SourceMetrics(CollectorCore core) {
    this.core = core;
    failures = counters("failures", "Times that a collector threw; nothing of it was shown then.");
    timeouts = counters("timeouts", "Times that a collector was not waited for any longer.");
    late = counters("late", "Answers of collectors that came after their time limit.");
    refused = counters("refused", "Series of collectors that cannot be shown.");
    age =
        new GaugeBuilder(
                core,
                "hairspring_collector_age_seconds",
                "Time since what is shown of a collector was asked for; NaN if nothing is shown.")
            .callbacks(LABEL);
  }

  private Family<Counter> counters(String what, String help) {
    return new CounterBuilder(core, "hairspring_collector_" + what + "_total", help).family(LABEL);
  }

  /** Shows the age of what a source told. */
  void show(String name, Source source) {
    age.put(source::ageSeconds, name);
  }

  /** Shows it no more; the counters stay. */
  void remove(String name) {
    age.remove(name);
  }

  /** Returns the counters of a source. */
  SourceCounts counts(String name) {
    return new Counts(
        failures.with(name), timeouts.with(name), late.with(name), refused.with(name));
  }

  /** The counters of one source. */
  private record Counts(Counter failures, Counter timeouts, Counter lateAnswers, Counter refusals)
      implements SourceCounts {
    @Override
    public void failed() {
      failures.inc();
    }

    @Override
    public void timedOut() {
      timeouts.inc();
    }

    @Override
    public void late() {
      lateAnswers.inc();
    }

    @Override
    public void refused() {
      refusals.inc();
    }
  }
}
