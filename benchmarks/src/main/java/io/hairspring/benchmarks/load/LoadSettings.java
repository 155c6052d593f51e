package io.hairspring.benchmarks.load;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * How long and how often it is measured.
 *
 * @param jvms fresh ones for each subject
 * @param perSecond requests at the fixed rate
 * @param subjects names of {@link Subject#all}
 */
record LoadSettings(
    int jvms,
    int seconds,
    int warmUpSeconds,
    int perSecond,
    int connections,
    List<String> subjects) {
  private static final String QUICK = "quick";

  /**
   * Reads arguments: {@code quick}, and {@code jvms}, {@code seconds}, {@code warmup}, {@code
   * rate}, {@code connections} and {@code subjects}, which are parted by commas, each with {@code
   * =} and a value.
   *
   * @throws IllegalArgumentException if it is something else
   */
  static LoadSettings of(String... arguments) {
    List<String> all = List.copyOf(Subject.all().keySet());
    LoadSettings settings =
        List.of(arguments).contains(QUICK)
            ? new LoadSettings(1, 1, 1, 2_000, 16, all)
            : new LoadSettings(8, 7, 14, 10_000, 16, all);
    for (String argument : arguments) {
      if (!argument.equals(QUICK)) {
        settings = settings.with(argument);
      }
    }
    return settings;
  }

  private LoadSettings with(String argument) {
    int equals = argument.indexOf('=');
    String value = argument.substring(equals + 1);
    return switch (argument.substring(0, Math.max(0, equals))) {
      case "jvms" ->
          new LoadSettings(
              number(argument, value), seconds, warmUpSeconds, perSecond, connections, subjects);
      case "seconds" ->
          new LoadSettings(
              jvms, number(argument, value), warmUpSeconds, perSecond, connections, subjects);
      case "warmup" ->
          new LoadSettings(
              jvms, seconds, number(argument, value), perSecond, connections, subjects);
      case "rate" ->
          new LoadSettings(
              jvms, seconds, warmUpSeconds, number(argument, value), connections, subjects);
      case "connections" ->
          new LoadSettings(
              jvms, seconds, warmUpSeconds, perSecond, number(argument, value), subjects);
      case "subjects" ->
          new LoadSettings(jvms, seconds, warmUpSeconds, perSecond, connections, subjects(value));
      default ->
          throw new IllegalArgumentException(
              argument
                  + " was given; expected quick, or jvms, seconds, warmup, rate, connections or"
                  + " subjects with = and a value");
    };
  }

  private static int number(String argument, String value) {
    if (!value.matches("[1-9]\\d{0,8}")) {
      throw new IllegalArgumentException(argument + " was given; expected a number from 1");
    }
    return Integer.parseInt(value);
  }

  private static List<String> subjects(String value) {
    List<String> chosen = Arrays.asList(value.split(","));
    List<String> known = List.copyOf(Subject.all().keySet());
    for (String one : chosen) {
      if (!known.contains(one)) {
        throw new IllegalArgumentException(
            "subject " + one + " was given; expected some of " + String.join(",", known));
      }
    }
    return chosen;
  }

  long durationNanos() {
    return TimeUnit.SECONDS.toNanos(seconds);
  }

  long warmUpNanos() {
    return TimeUnit.SECONDS.toNanos(warmUpSeconds);
  }

  /** Returns the arguments that ask for this. */
  String line() {
    return String.format(
        Locale.ROOT,
        "jvms=%d seconds=%d warmup=%d rate=%d connections=%d",
        jvms,
        seconds,
        warmUpSeconds,
        perSecond,
        connections);
  }
}
