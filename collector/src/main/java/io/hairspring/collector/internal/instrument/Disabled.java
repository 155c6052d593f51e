package io.hairspring.collector.internal.instrument;

import io.hairspring.collector.Counter;
import io.hairspring.collector.Exemplar;
import io.hairspring.collector.Gauge;
import io.hairspring.collector.Histogram;
import io.hairspring.collector.RequestRecorder;
import io.hairspring.collector.StateSet;

/** What a collector that is switched off hands out: instruments that do nothing. */
final class Disabled {
  private static final String TEXT = "disabled";

  static final Counter COUNTER = new DisabledCounter();
  static final Gauge GAUGE = new DisabledGauge();
  static final Histogram HISTOGRAM = new DisabledHistogram();

  static final RequestRecorder REQUEST = new DisabledRequest();

  private static final StateSet<Object> STATE_SET = new DisabledStateSet<>();

  private Disabled() {}

  @SuppressWarnings("unchecked") // it keeps no state, of whatever type
  static <S> StateSet<S> stateSet() {
    return (StateSet<S>) STATE_SET;
  }

  static final class DisabledCounter implements Counter {
    @Override
    public String toString() {
      return TEXT;
    }

    @Override
    public void inc() {}

    @Override
    public void add(long n) {}

    @Override
    public void inc(Exemplar exemplar) {}

    @Override
    public void add(long n, Exemplar exemplar) {}

    @Override
    public void add(double n) {}

    @Override
    public void add(double n, Exemplar exemplar) {}

    @Override
    public double fractionalTotal() {
      return 0;
    }

    @Override
    public long total() {
      return 0;
    }
  }

  static final class DisabledGauge implements Gauge {
    @Override
    public String toString() {
      return TEXT;
    }

    @Override
    public void set(double value) {}

    @Override
    public void add(double delta) {}

    @Override
    public double value() {
      return 0;
    }
  }

  static final class DisabledStateSet<S> implements StateSet<S> {
    @Override
    public String toString() {
      return TEXT;
    }

    @Override
    public void become(S state) {}

    @Override
    public void set(S state, boolean on) {}

    @Override
    public boolean isOn(S state) {
      return false;
    }
  }

  static final class DisabledRequest implements RequestRecorder {
    @Override
    public String toString() {
      return TEXT;
    }

    @Override
    public void record(int status, long latencyNanos) {}

    @Override
    public void record(int status, long latencyNanos, long requestBytes, long responseBytes) {}

    @Override
    public void record(int status, long latencyNanos, Exemplar exemplar) {}

    @Override
    public void record(
        int status, long latencyNanos, long requestBytes, long responseBytes, Exemplar exemplar) {}
  }

  static final class DisabledHistogram implements Histogram {
    @Override
    public String toString() {
      return TEXT;
    }

    @Override
    public void observe(double value) {}

    @Override
    public void observe(double value, Exemplar exemplar) {}

    @Override
    public long count() {
      return 0;
    }
  }
}
