package io.hairspring.collector.internal.instrument;

import io.hairspring.collector.Counter;
import io.hairspring.collector.Gauge;
import io.hairspring.collector.Histogram;
import io.hairspring.collector.LatencyRecorder;
import io.hairspring.collector.StateSet;
import io.hairspring.collector.ValueRecorder;

/** What can be registered. */
enum Variety {
  COUNTER("counter", Counter.class),
  GAUGE("gauge", Gauge.class),
  HISTOGRAM("histogram", Histogram.class),
  LATENCY("latency recorder", LatencyRecorder.class),
  VALUES("value recorder", ValueRecorder.class),
  STATE_SET("state set", StateSet.class),
  CALLBACK_GAUGE("callback gauge", null),
  CALLBACK_COUNTER("callback counter", null),
  RATIO_GAUGE("ratio gauge", null),
  FIGURES("figures", null),
  INFO("info", null);

  private final String text;
  private final Class<?> instrument; // null where users write none

  Variety(String text, Class<?> instrument) {
    this.text = text;
    this.instrument = instrument;
  }

  boolean hasInstruments(Class<?> type) {
    return instrument == type;
  }

  @Override
  public String toString() {
    return text;
  }
}
