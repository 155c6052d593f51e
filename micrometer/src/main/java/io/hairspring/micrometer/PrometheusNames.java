package io.hairspring.micrometer;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.NamingConvention;
import java.util.List;

/**
 * Names of meters and tags as Micrometer's Prometheus registry makes them: {@code
 * http.server.requests}, a timer, is {@code http_server_requests_seconds}. What a counter or an
 * info ends in is left to whoever shows it.
 */
public final class PrometheusNames implements NamingConvention {
  private static final String SECONDS = "_seconds";

  /** Endings that readers of the format give a meaning, each with a point in place of its mark. */
  private static final List<String> RESERVED = List.of("total", "created", "bucket", "info");

  private final String timerEnding;

  /** Creates names without an ending of timers other than {@code _seconds}. */
  public PrometheusNames() {
    this("");
  }

  /**
   * Creates names of which those of timers have a further ending.
   *
   * @param timerEnding such as {@code _duration}, put before {@code _seconds}
   */
  public PrometheusNames(String timerEnding) {
    this.timerEnding = timerEnding;
  }

  @Override
  public String name(String name, Meter.Type type, String baseUnit) {
    String spelled = spelled(name, true);
    switch (type) {
      case COUNTER, DISTRIBUTION_SUMMARY, GAUGE -> {
        if (baseUnit != null && !spelled.endsWith("_" + baseUnit)) {
          spelled += "_" + baseUnit;
        }
      }
      case TIMER, LONG_TASK_TIMER -> {
        if (!timerEnding.isEmpty() && spelled.endsWith(timerEnding)) {
          spelled += SECONDS;
        } else if (!spelled.endsWith(SECONDS)) {
          spelled += timerEnding + SECONDS;
        }
      }
      case OTHER -> {}
    }
    return spelled(withoutReservedEnding(spelled), true);
  }

  @Override
  public String tagKey(String key) {
    String spelled = spelled(key, false);
    while (spelled.startsWith("__")) {
      spelled = spelled.substring(1);
    }
    return spelled;
  }

  private static String withoutReservedEnding(String name) {
    String left = name;
    boolean again = true;
    while (again) {
      again = false;
      for (String ending : RESERVED) {
        if (left.equals("_" + ending) || left.equals("." + ending)) {
          return ending; // rather than nothing
        }
        if (left.endsWith("_" + ending) || left.endsWith("." + ending)) {
          left = left.substring(0, left.length() - ending.length() - 1);
          again = true;
        }
      }
    }
    return left;
  }

  /** Returns a name with underscores for all that classic names do not have. */
  private static String spelled(String name, boolean colons) {
    StringBuilder spelled = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); ) {
      int point = name.codePointAt(i);
      boolean letter = (point >= 'a' && point <= 'z') || (point >= 'A' && point <= 'Z');
      boolean digit = point >= '0' && point <= '9' && i > 0;
      boolean kept = letter || digit || point == '_' || (colons && point == ':');
      spelled.append(kept ? (char) point : '_');
      i += Character.charCount(point);
    }
    return spelled.toString();
  }
}
