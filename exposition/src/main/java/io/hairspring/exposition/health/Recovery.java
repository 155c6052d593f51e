package io.hairspring.exposition.health;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Something that was done to recover. Immutable.
 *
 * @param action what was done
 * @param details more about it, by name: each a {@code Long}, {@code Double}, {@code Boolean} or
 *     {@code String}, cut as {@link CheckResult#detail} is
 * @param time when it was noted
 */
public record Recovery(String action, Map<String, ?> details, Instant time) {
  /** Creates a recovery; the map is copied, other values than those above as text. */
  public Recovery {
    action = CheckResult.bounded(Objects.requireNonNull(action, "action"));
    Objects.requireNonNull(time, "time");
    Objects.requireNonNull(details, "details");
    Map<String, Object> copy = new TreeMap<>();
    details.forEach(
        (name, value) -> copy.put(Objects.requireNonNull(name, "name of a detail"), simple(value)));
    details = Collections.unmodifiableMap(copy);
  }

  private static Object simple(Object value) {
    if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
      return ((Number) value).longValue();
    }
    if (value instanceof Float number) {
      return number.doubleValue();
    }
    return value instanceof Long || value instanceof Double || value instanceof Boolean
        ? value
        : CheckResult.bounded(String.valueOf(value));
  }
}
