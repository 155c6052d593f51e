package io.hairspring.exposition.health;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Something that was done to recover. Immutable.
 *
 * @param action what was done
 * @param details more about it, by name
 * @param time when it was noted
 */
public record Recovery(String action, Map<String, String> details, Instant time) {
  /** Creates a recovery; the map is copied. */
  public Recovery {
    details = Collections.unmodifiableMap(new TreeMap<>(details));
  }
}
