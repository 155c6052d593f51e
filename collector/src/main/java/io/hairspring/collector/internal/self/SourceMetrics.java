package io.hairspring.collector.internal.self;

import io.hairspring.collector.CallbackGauges;
import io.hairspring.collector.Counter;
import io.hairspring.collector.Family;
import io.hairspring.collector.internal.instrument.Losses;
import io.hairspring.collector.internal.source.Source;
import java.util.List;

/** What is told of sources, by their names, which the label {@code collector} shows. */
public final class SourceMetrics {
  private static final String LABEL = "source";

  private final OwnInstruments own;
  private final Losses losses;
  private final Family<Counter> failures;
  private final Family<Counter> timeouts;
  private final Family<Counter> late;
  private final Family<Counter> refused;
  private final CallbackGauges age;

  SourceMetrics(OwnInstruments own, Losses losses) {
    this.own = own;
    this.losses = losses;
    failures = counters("failures", "Times that a collector threw; nothing of it was shown then.");
    timeouts = counters("timeouts", "Times that a collector was not waited for any longer.");
    late = counters("late", "Answers of collectors that came after their time limit.");
    refused = counters("refused", "Series of collectors that cannot be shown.");
    age =
        own.gauges(
            "hairspring_source_age_seconds",
            "Time since what is shown of a collector was asked for; NaN if nothing is shown.",
            LABEL);
  }

  private Family<Counter> counters(String what, String help) {
    return own.counters("hairspring_source_" + what + "_total", help, LABEL);
  }

  /** Shows the age of what a source told, and its counters, be they 0. */
  public void show(String name, Source source) {
    age.put(source::ageSeconds, name);
    List.of(failures, timeouts, late, refused).forEach(counters -> counters.with(name));
  }

  /** Returns what counts for a source; shows nothing before {@link #show} or the first count. */
  public Counts counts(String name) {
    return new Counts(name);
  }

  /** Counts for one source. */
  public final class Counts implements Source.Counts {
    private final String name;
    private boolean ended; // under the monitor

    private Counts(String name) {
      this.name = name;
    }

    private synchronized void count(Family<Counter> counters) {
      if (!ended) { // what still answers would bring its series back
        counters.with(name).inc();
      }
    }

    /** Shows nothing more of the source, and counts nothing more for it. */
    public synchronized void end() {
      ended = true;
      age.remove(name);
      List.of(failures, timeouts, late, refused).forEach(counters -> counters.remove(name));
    }

    @Override
    public void failed() {
      count(failures);
    }

    @Override
    public void timedOut() {
      count(timeouts);
    }

    @Override
    public void late() {
      count(late);
    }

    @Override
    public void refused() {
      count(refused);
    }

    @Override
    public void malformed(String family) {
      losses.malformed(family);
    }
  }
}
