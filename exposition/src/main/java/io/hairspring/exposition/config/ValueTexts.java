package io.hairspring.exposition.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the text of a setting means. Every reading but {@link #list} returns null if it is none. */
final class ValueTexts {
  private static final int MOST_NUMBERS = 500; // as many bounds as an instrument takes
  private static final int LONGEST_HOST = 253;
  private static final String HOST_PART = "[0-9A-Za-z_]([0-9A-Za-z_-]{0,61}[0-9A-Za-z_])?";
  private static final String BYTE = "(25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})";
  private static final Pattern TIME = Pattern.compile("([0-9]{1,9})(ms|s|m|h|)");

  private ValueTexts() {}

  static Boolean flag(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "1", "yes", "on" -> Boolean.TRUE;
      case "false", "0", "no", "off" -> Boolean.FALSE;
      default -> null;
    };
  }

  /** Returns whether this is an IP address, or a name that DNS could know. */
  static boolean isHost(String text) {
    if (text.indexOf(':') >= 0) {
      return isIpv6(text);
    }
    return text.matches("[0-9.]+")
        ? text.matches(BYTE + "(\\." + BYTE + "){3}")
        : text.length() <= LONGEST_HOST && text.matches(HOST_PART + "(\\." + HOST_PART + ")*\\.?");
  }

  private static boolean isIpv6(String text) {
    try {
      return text.matches("[0-9A-Fa-f:.]+(%[0-9A-Za-z._-]+)?")
          && InetAddress.getByName(text) != null; // with a colon, it asks nobody
    } catch (UnknownHostException none) {
      return false;
    }
  }

  static Integer number(String text, int lowest, int highest) {
    if (!text.matches("[0-9]{1,9}")) {
      return null;
    }
    int number = Integer.parseInt(text);
    return number >= lowest && number <= highest ? Integer.valueOf(number) : null;
  }

  static Duration time(String text, int leastMillis, int mostSeconds) {
    Duration time = duration(text);
    return time != null && time.toMillis() >= leastMillis && time.toSeconds() <= mostSeconds
        ? time
        : null;
  }

  /** Returns numbers above 0 that increase. */
  static double[] increasing(List<String> parts) {
    double[] numbers = new double[parts.size()];
    double last = 0;
    for (int i = 0; i < numbers.length; i++) {
      String part = parts.get(i);
      if (!part.matches("[0-9]{1,18}(\\.[0-9]{1,18})?([eE]-?[0-9]{1,2})?")) {
        return null;
      }
      numbers[i] = Double.parseDouble(part);
      if (numbers[i] <= last) {
        return null;
      }
      last = numbers[i];
    }
    return numbers.length > MOST_NUMBERS ? null : numbers;
  }

  /** Returns what is separated by commas or blanks, in its order. */
  static List<String> list(String text) {
    return Arrays.stream(text.split("[,\\s]+", -1)).filter(part -> !part.isEmpty()).toList();
  }

  /** Returns the words meant, capital or small letters alike. */
  static <W extends Enum<W>> Set<W> choices(List<String> texts, Class<W> words) {
    Set<W> chosen = EnumSet.noneOf(words);
    for (String text : texts) {
      try {
        chosen.add(Enum.valueOf(words, text.toUpperCase(Locale.ROOT)));
      } catch (IllegalArgumentException none) {
        return null;
      }
    }
    return chosen;
  }

  /** Returns {@code name=value} pairs that are separated by commas, each name once. */
  static Map<String, String> pairs(String text) {
    Map<String, String> pairs = new LinkedHashMap<>();
    if (text.isBlank()) {
      return pairs;
    }
    for (String pair : text.split(",", -1)) {
      int equals = pair.indexOf('=');
      if (equals < 1
          || pairs.put(pair.substring(0, equals).strip(), pair.substring(equals + 1).strip())
              != null) {
        return null;
      }
    }
    return pairs;
  }

  /**
   * Returns a time as people write it: {@code 500ms}, {@code 5s}, {@code 2m}, {@code 1h}, or
   * seconds; null if {@code text} is none.
   */
  static Duration duration(String text) {
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
