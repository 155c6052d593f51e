package io.hairspring.exposition.config;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as people write them: {@code 500ms}, {@code 5s}, {@code 2m}, {@code 1h}, or seconds. */
final class TimeText {
  private static final Pattern TIME = Pattern.compile("([0-9]{1,9})(ms|s|m|h|)");

  private TimeText() {}

  /** Returns a time; null if {@code text} is none. */
  static Duration read(String text) {
    Matcher time = TIME.matcher(text);
    if (!time.matches()) {
      return null;
    }
    long number = Long.parseLong(time.group(1));
    return switch (time.group(2)) {
      case "ms" -> Duration.ofMillis(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofSeconds(number);
    };
  }
}
