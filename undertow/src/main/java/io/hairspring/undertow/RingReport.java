package io.hairspring.undertow;

import io.hairspring.collector.EventFailure;
import io.hairspring.collector.RingStatus;
import io.hairspring.exposition.format.JsonWriter;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How the event rings do, for an operator: whether each moves, and what its handler threw of late.
 * What a failure said is left out, since a message may hold anything: {@code EventRing.failures()}
 * has it.
 */
final class RingReport {
  private RingReport() {}

  /** Writes a member {@code event_rings} of an object, also where there are none. */
  static void write(JsonWriter json, List<RingStatus> rings) {
    json.name("event_rings").beginArray();
    rings.forEach(ring -> write(json, ring));
    json.endArray();
  }

  private static void write(JsonWriter json, RingStatus ring) {
    json.beginObject();
    json.name("ring").value(ring.name());
    json.name("moving").value(ring.moving());
    json.name("failures").beginArray();
    byType(ring.failures()).forEach(failure -> write(json, failure));
    json.endArray();
    json.endObject();
  }

  private static void write(JsonWriter json, EventFailure failure) {
    json.beginObject();
    json.name("type").value(failure.type());
    json.name("count").value(failure.count());
    json.name("last").value(failure.last().toString());
    json.endObject();
  }

  /** Adds up failures that differ in their messages alone; the latest stays the last. */
  private static Collection<EventFailure> byType(List<EventFailure> failures) {
    Map<String, EventFailure> types = new LinkedHashMap<>();
    for (EventFailure failure : failures) {
      EventFailure before = types.remove(failure.type());
      long count = failure.count() + (before == null ? 0 : before.count());
      types.put(failure.type(), new EventFailure(failure.type(), "", count, failure.last()));
    }
    return types.values();
  }
}
