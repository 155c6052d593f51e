package io.hairspring.micrometer;

import io.hairspring.collector.MetricsCollector;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The families that meters are shown as, by name. Any thread; meters come and go one by one. */
final class MeterFamilies {
  private final MetricsCollector metrics;
  private final boolean descriptions;
  private final AskedFigures asked;
  private final Set<Maximum> maxima = ConcurrentHashMap.newKeySet();
  private final Map<String, MeterFamily> byName = new HashMap<>(); // under the monitor, as the next
  private final Map<Meter.Id, ExposedMeter> shown = new HashMap<>();

  MeterFamilies(MetricsCollector metrics, boolean descriptions) {
    this.metrics = metrics;
    this.descriptions = descriptions;
    asked = AskedFigures.of(metrics);
  }

  /**
   * Shows a meter as its name and tags are spelled.
   *
   * @param shape what the meter is; those of one name must be alike
   * @param config how it is configured; null where such meters are not
   * @param show makes the series, and the meter that writes them
   * @return the meter
   * @throws IllegalArgumentException if the meter cannot be shown, and says why
   * @throws IllegalStateException as above
   */
  synchronized <M extends Meter> M show(
      Meter.Id id,
      String name,
      List<Tag> tags,
      String shape,
      DistributionStatisticConfig config,
      Function<ExposedMeter, M> show) {
    MeterFamily family = byName.get(name);
    if (family == null) {
      family = new MeterFamily(metrics, id.getName(), shape, help(id), config);
    } else if (!family.meterName().equals(id.getName())) {
      throw new IllegalStateException(
          "\""
              + name
              + "\" shows the meter \""
              + family.meterName()
              + "\" already; expected a name that is spelled otherwise");
    } else if (!family.shape().equals(shape)) {
      throw new IllegalStateException(
          "\"" + name + "\" is " + family.shape() + " already; expected meters of one type");
    }
    List<Tag> sorted = tags.stream().sorted(Comparator.comparing(Tag::getKey)).toList();
    ExposedMeter meter =
        new ExposedMeter(
            name,
            family,
            asked,
            maxima,
            sorted.stream().map(Tag::getKey).toArray(String[]::new),
            sorted.stream().map(Tag::getValue).toArray(String[]::new));
    boolean done = false;
    try {
      M made = show.apply(meter);
      family.added();
      byName.put(name, family);
      shown.put(id, meter);
      done = true;
      return made;
    } finally {
      if (!done) {
        meter.remove();
        family.giveBackIfEmpty();
      }
    }
  }

  private String help(Meter.Id id) {
    String description = id.getDescription();
    boolean described = descriptions && description != null && !description.isBlank();
    return described ? description : id.getName();
  }

  /** Shows a meter no more. */
  synchronized void remove(Meter.Id id) {
    ExposedMeter gone = shown.remove(id);
    if (gone != null) {
      gone.remove();
      gone.family().removed();
      if (gone.family().giveBackIfEmpty()) {
        byName.remove(gone.name());
      }
    }
  }

  /** Ends the steps of maxima that are over. */
  void turn(long nowNanos) {
    maxima.forEach(max -> max.turn(nowNanos));
  }

  /** Shows no meter any more, and asks strangers no more. */
  synchronized void close() {
    asked.close();
    List.copyOf(shown.keySet()).forEach(this::remove);
  }
}
