package io.hairspring.undertow.tsdb;

import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range query, checked and bounded. Immutable.
 *
 * @param query the expression; read by the database alone
 * @param start where the range begins: Unix time in seconds, or RFC 3339
 * @param end where it ends, not before it begins
 * @param step seconds, or a duration such as {@code 15s} or {@code 1h30m}; at most {@value
 *     #MOST_POINTS} of them in the range
 */
public record RangeQuery(String query, String start, String end, String step) {
  /** How many points a series may have, as in Prometheus itself. */
  public static final int MOST_POINTS = 11_000;

  /** The step unless another is asked for. */
  public static final String DEFAULT_STEP = "15s";

  private static final int LONGEST_QUERY = 4_096;
  private static final int LONGEST_OTHER = 40;
  private static final Pattern UNIX = Pattern.compile("-?\\d{1,12}(\\.\\d{1,9})?");
  private static final Pattern SECONDS = Pattern.compile("\\d{1,9}(\\.\\d{1,9})?");
  private static final Pattern PART = Pattern.compile("(\\d{1,9})(ms|[smhdwy])");
  private static final Map<String, Double> UNITS =
      Map.of(
          "ms",
          1e-3,
          "s",
          1.0,
          "m",
          60.0,
          "h",
          3_600.0,
          "d",
          86_400.0,
          "w",
          604_800.0,
          "y",
          31_536_000.0);
  private static final double NANOS_PER_SECOND = 1e9;

  /**
   * Checks.
   *
   * @throws IllegalArgumentException if a parameter is missing, malformed or out of bounds; the
   *     message says which and what was expected
   */
  public RangeQuery {
    if (query == null || query.isBlank() || query.length() > LONGEST_QUERY) {
      throw new IllegalArgumentException(
          "query: expected an expression of 1 to " + LONGEST_QUERY + " characters");
    }
    double from = time("start", start);
    double to = time("end", end);
    step = step == null ? DEFAULT_STEP : step;
    double seconds = duration(step);
    if (to < from) {
      throw new IllegalArgumentException("end: expected a time not before start");
    }
    if ((to - from) / seconds > MOST_POINTS) {
      throw new IllegalArgumentException(
          "step: expected at most " + MOST_POINTS + " steps between start and end");
    }
  }

  private static double time(String name, String text) {
    if (text != null && text.length() <= LONGEST_OTHER) {
      if (UNIX.matcher(text).matches()) {
        return Double.parseDouble(text);
      }
      try {
        OffsetDateTime time = OffsetDateTime.parse(text);
        return time.toEpochSecond() + time.getNano() / NANOS_PER_SECOND;
      } catch (DateTimeParseException notOne) {
        // said below
      }
    }
    throw new IllegalArgumentException(
        name + ": expected Unix time in seconds or RFC 3339, such as 2026-01-28T10:00:00Z");
  }

  private static double duration(String text) {
    double seconds = 0;
    if (SECONDS.matcher(text).matches()) {
      seconds = Double.parseDouble(text);
    } else if (text.length() <= LONGEST_OTHER) {
      Matcher part = PART.matcher(text);
      int end = 0;
      while (part.find() && part.start() == end) {
        seconds += Integer.parseInt(part.group(1)) * UNITS.get(part.group(2));
        end = part.end();
      }
      seconds = end == text.length() ? seconds : 0;
    }
    if (seconds <= 0) {
      throw new IllegalArgumentException(
          "step: expected seconds above 0 or a duration, such as 15 or 1h30m");
    }
    return seconds;
  }
}
