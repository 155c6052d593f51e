package io.hairspring.micrometer;

import io.hairspring.collector.LatencyRecorder;
import io.micrometer.common.util.internal.logging.WarnThenDebugLogger;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.distribution.pause.NoPauseDetector;
import io.micrometer.core.instrument.distribution.pause.PauseDetector;

/** Makes timers, and the second views of those that are corrected for pauses. Any thread. */
final class Timers {
  private static final String SECONDS = "_seconds";
  private static final String CORRECTED = "_corrected";

  private final HairspringMeterConfig registry;
  private final MeterTime time;
  private final ExemplarSource exemplars; // null for none
  private final PauseWatches pauses = new PauseWatches();

  // One for each thing that is said once, or what is harmless would silence what is not.
  private final WarnThenDebugLogger otherLayout =
      new WarnThenDebugLogger(HairspringMeterRegistry.class);
  private final WarnThenDebugLogger uncorrected =
      new WarnThenDebugLogger(HairspringMeterRegistry.class);

  Timers(HairspringMeterConfig registry, MeterTime time, ExemplarSource exemplars) {
    this.registry = registry;
    this.time = time;
    this.exemplars = exemplars;
  }

  /** Returns a timer that is shown as {@code meter}. */
  Timer show(
      Meter.Id id,
      ExposedMeter meter,
      DistributionStatisticConfig config,
      PauseDetector pauseDetector) {
    TimerLayout layout = new TimerLayout(meter.config(), registry);
    if (!layout.equals(new TimerLayout(config, registry))) {
      otherLayout.log(id + " is shown with the buckets and percentiles of the first of its name");
    }
    LatencyRecorder recorder = meter.recorder(meter.name(), layout::describe);
    Maximum max = maximum(meter, meter.name());
    double[] percentiles = Percentiles.of(config);
    double[] bounds = Bounds.of(meter.config());
    PauseCorrection corrected = corrected(meter, layout, pauseDetector);
    return corrected == null
        ? new HairspringTimer(id, recorder, max, time, percentiles, bounds, exemplars)
        : new CorrectedTimer(id, recorder, max, time, percentiles, bounds, exemplars, corrected);
  }

  /** Returns the second view that a detector of pauses asks for; null for none. */
  private PauseCorrection corrected(
      ExposedMeter meter, TimerLayout layout, PauseDetector detector) {
    if (detector instanceof NoPauseDetector) {
      return null;
    }
    Pauses watch = pauses.of(detector);
    if (watch == null) {
      uncorrected.log(
          meter.name() + " is not corrected for pauses; expected a ClockDriftPauseDetector");
      return null;
    }
    String name = correctedName(meter.name());
    PauseCorrection view =
        new PauseCorrection(
            meter.recorder(name, layout::describe), maximum(meter, name), watch.nanoTime());
    watch.add(view);
    meter.onRemoval(() -> watch.remove(view));
    return view;
  }

  private static String correctedName(String name) {
    return name.endsWith(SECONDS)
        ? name.substring(0, name.length() - SECONDS.length()) + CORRECTED + SECONDS
        : name + CORRECTED;
  }

  private Maximum maximum(ExposedMeter meter, String fullName) {
    return meter.maximum(
        fullName,
        () ->
            Maximum.of(
                meter.config(), time.clock(), nanos -> nanos / TimerLayout.NANOS_PER_SECOND));
  }

  /** Watches for pauses no more. */
  void close() {
    pauses.close();
  }
}
