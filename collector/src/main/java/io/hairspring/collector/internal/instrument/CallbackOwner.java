package io.hairspring.collector.internal.instrument;

import io.hairspring.collector.Registration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Somebody who puts values into callback gauges, and takes them out again. Any thread. */
final class CallbackOwner {
  private final Registration registration;
  private final boolean closesWithLast; // whether it is given back when the last object is gone
  private final String place = Caller.place();
  private final Map<CallbackGauge, SeriesFamily<CallbackGauge>> put = new HashMap<>(); // guarded

  CallbackOwner(Registration registration, boolean closesWithLast) {
    this.registration = registration;
    this.closesWithLast = closesWithLast;
  }

  /** Shows a value; one that has no series of its own is counted. */
  void put(SeriesFamily<CallbackGauge> family, List<String> labelValues, GaugeValue value) {
    CallbackOwner owner = null;
    while (owner == null) {
      CallbackGauge gauge = own(family, labelValues);
      if (gauge == null) {
        return;
      }
      synchronized (this) {
        owner = gauge.ask(value, this);
        if (owner == this) {
          put.put(gauge, family);
        }
      }
    }
    if (owner != this) {
      throw new IllegalArgumentException(
          "metric \""
              + registration.name()
              + "\" shows what another callback tells"
              + (labelValues.isEmpty() ? "" : " under the label values " + labelValues)
              + ", made at "
              + owner.place
              + "; expected that to be closed first, or label values of its own");
    }
  }

  /** Returns the gauge of these values, or null, counted, if there is no room for it. */
  private CallbackGauge own(SeriesFamily<CallbackGauge> family, List<String> labelValues) {
    CallbackGauge gauge = family.own(labelValues);
    return gauge == null && reap() ? family.own(labelValues) : gauge;
  }

  /** Takes a value out; returns whether it was there and this owner's. */
  synchronized boolean remove(SeriesFamily<CallbackGauge> family, List<String> labelValues) {
    CallbackGauge gauge = family.existing(labelValues);
    put.remove(gauge);
    return gauge != null && gauge.retire(this, family);
  }

  /** Takes out what is of objects that are gone; returns whether there was any. */
  synchronized boolean reap() {
    boolean any = put.entrySet().removeIf(entry -> entry.getKey().isGone() && take(entry));
    if (any && closesWithLast && put.isEmpty()) {
      registration.close();
    }
    return any;
  }

  /** Takes everything out and gives the metric back. */
  synchronized void close() {
    put.entrySet().removeIf(this::take);
    registration.close();
  }

  private boolean take(Map.Entry<CallbackGauge, SeriesFamily<CallbackGauge>> entry) {
    entry.getKey().retire(this, entry.getValue());
    return true;
  }
}
