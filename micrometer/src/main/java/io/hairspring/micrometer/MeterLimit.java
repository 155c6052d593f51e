package io.hairspring.micrometer;

import io.hairspring.collector.Counter;
import io.hairspring.collector.Family;
import io.hairspring.collector.MetricsCollector;
import io.hairspring.collector.Registration;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Bounds how many meters a name has: further ones get tags that all read {@code overflow}, so they
 * share one, and Micrometer, which never forgets a meter, keeps no more either. Any thread.
 */
final class MeterLimit implements MeterFilter {
  private static final String OVERFLOW = "overflow";
  private static final String NAME = "micrometer_meters_overflowed_total";

  private final int most;
  private final Family<Counter> overflowed;
  private final Optional<Registration> registration; // gives it back
  private final Map<String, Set<Meter.Id>> known = new ConcurrentHashMap<>(); // by name

  MeterLimit(MetricsCollector metrics, int most) {
    if (most < 1) {
      throw new IllegalArgumentException("meters of a name must be at least 1, was " + most);
    }
    this.most = most;
    overflowed =
        metrics
            .counter(
                NAME,
                "Meters asked for by tags that were replaced by overflow, since their name has enough.")
            .family("meter");
    registration = metrics.find(metrics.config().prefix() + NAME);
  }

  @Override
  public Meter.Id map(Meter.Id id) {
    if (id.getTags().isEmpty()) {
      return id;
    }
    Set<Meter.Id> ofName = known.computeIfAbsent(id.getName(), n -> ConcurrentHashMap.newKeySet());
    if (ofName.contains(id) || added(ofName, id)) {
      return id;
    }
    overflowed.with(id.getName()).inc();
    List<Tag> tags = id.getTags().stream().map(tag -> Tag.of(tag.getKey(), OVERFLOW)).toList();
    return id.replaceTags(tags);
  }

  private boolean added(Set<Meter.Id> ofName, Meter.Id id) {
    synchronized (ofName) {
      if (ofName.size() < most) {
        ofName.add(id);
      }
      return ofName.contains(id);
    }
  }

  /** Gives the name of the counter back, unless another registry shares it. */
  void close() {
    registration.ifPresent(Registration::close);
  }

  /** Makes room for another in place of a meter that was removed. */
  void removed(Meter meter) {
    Set<Meter.Id> ofName = known.get(meter.getId().getName());
    if (ofName != null) {
      ofName.remove(meter.getId());
    }
  }
}
