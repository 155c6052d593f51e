package io.hairspring.exposition.health;

import io.hairspring.exposition.format.JsonWriter;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The health of a process at one moment. Immutable.
 *
 * @param status the worst of what the checks found
 * @param version the version of the process
 * @param uptimeSeconds whole seconds since its start
 * @param figures further figures of the host, by name
 * @param details what each check found, by name
 * @param recoveries what was done to recover, oldest first
 * @param time the moment
 */
public record HealthReport(
    HealthStatus status,
    String version,
    long uptimeSeconds,
    Map<String, Long> figures,
    Map<String, CheckResult> details,
    List<Recovery> recoveries,
    Instant time) {
  /** The members of the JSON object that a figure must not be called. */
  static final Set<String> MEMBERS =
      Set.of(
          "status", "version", "uptime_seconds", "health_details", "recovery_actions", "timestamp");

  /** Creates a report; the maps and the list are copied. */
  public HealthReport {
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
    details.forEach((name, result) -> json.name(name).value(result.detail()));
    json.endObject();
    json.name("recovery_actions").beginArray();
    recoveries.forEach(recovery -> write(json, recovery));
    json.endArray();
    json.name("timestamp").value(time.toString());
    json.endObject();
  }

  private static void write(JsonWriter json, Recovery recovery) {
    json.beginObject();
    json.name("action").value(recovery.action());
    recovery.details().forEach((name, value) -> json.name(name).value(value));
    json.name("timestamp").value(recovery.time().toString());
    json.endObject();
  }
}
