package io.hairspring.exposition.health;

import io.hairspring.exposition.format.JsonWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The health of a process, as its checks found it at one moment. Immutable.
 *
 * @param status the worst of what the checks found
 * @param version the version of the process
 * @param uptimeSeconds whole seconds since its start
 * @param figures further figures of the host, by name
 * @param details what each check found, by name
 * @param recoveries what was done to recover, oldest first
 * @param time when the checks had ended
 */
public record HealthReport(
    HealthStatus status,
    String version,
    long uptimeSeconds,
    Map<String, Long> figures,
    Map<String, CheckOutcome> details,
    List<Recovery> recoveries,
    Instant time) {
  /** The members of the JSON object that a figure must not be called. */
  static final Set<String> MEMBERS =
      Set.of(
          "status",
          "version",
          "uptime_seconds",
          "health_details",
          "health_checks",
          "recovery_actions",
          "timestamp");

  /** Creates a report; the maps and the list are copied. */
  public HealthReport {
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(time, "time");
    figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
    details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
    recoveries = List.copyOf(recoveries);
  }

  /** Writes the report as one JSON object, figures at its top level. */
  public void writeTo(JsonWriter json) {
    json.beginObject();
    json.name("status").value(status.text());
    json.name("version").value(version);
    json.name("uptime_seconds").value(uptimeSeconds);
    figures.forEach((name, value) -> json.name(name).value(value));
    json.name("health_details").beginObject();
    details.forEach((name, outcome) -> json.name(name).value(outcome.result().detail()));
    json.endObject();
    json.name("health_checks").beginObject();
    details.forEach((name, outcome) -> write(json.name(name), outcome));
    json.endObject();
    json.name("recovery_actions").beginArray();
    recoveries.forEach(recovery -> write(json, recovery));
    json.endArray();
    json.name("timestamp").value(text(time));
    json.endObject();
  }

  /** Returns a time to the millisecond. */
  private static String text(Instant time) {
    return time.truncatedTo(ChronoUnit.MILLIS).toString();
  }

  private static void write(JsonWriter json, CheckOutcome outcome) {
    json.beginObject();
    json.name("status").value(outcome.result().status().text());
    json.name("seconds").seconds(outcome.nanos());
    json.name("timed_out").value(outcome.timedOut());
    json.endObject();
  }

  private static void write(JsonWriter json, Object value) {
    if (value instanceof Long number) {
      json.value((long) number);
    } else if (value instanceof Double number) {
      json.value((double) number);
    } else if (value instanceof Boolean truth) {
      json.value((boolean) truth);
    } else {
      json.value(value.toString());
    }
  }

  private static void write(JsonWriter json, Recovery recovery) {
    json.beginObject();
    json.name("action").value(recovery.action());
    recovery.details().forEach((name, value) -> write(json.name(name), value));
    json.name("timestamp").value(text(recovery.time()));
    json.endObject();
  }
}
