package io.hairspring.exposition.http;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What stands between the slashes of a path, and whether it names one thing among many. */
final class PathSegments {
  /** The longest segment that is taken for a name. */
  static final int LONGEST = 64;

  private static final Pattern UUID =
      Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");
  private static final int LONG_HEX = 12;
  private static final int LONG_TOKEN = 20;
  private static final int DIGITS_OF_TOKEN = 3;

  private PathSegments() {}

  /** Returns the first segments of a path that are not empty, at most {@code most}. */
  static List<String> of(String path, int most) {
    List<String> segments = new ArrayList<>();
    int start = 0;
    while (start < path.length() && segments.size() < most) {
      int slash = path.indexOf('/', start);
      int end = slash < 0 ? path.length() : slash;
      if (end > start) {
        segments.add(path.substring(start, end));
      }
      start = end + 1;
    }
    return segments;
  }

  /** Returns whether a segment looks like an identifier rather than a name. */
  static boolean isIdentifier(String segment) {
    if (segment.length() > LONGEST) {
      return true;
    }
    int digits = 0;
    int hex = 0;
    int upper = 0;
    int others = 0; // neither letter, digit, hyphen nor underscore
    for (int i = 0; i < segment.length(); i++) {
      char c = segment.charAt(i);
      if (c >= '0' && c <= '9') {
        digits++;
        hex++;
      } else if (c >= 'a' && c <= 'z') {
        hex += c <= 'f' ? 1 : 0;
      } else if (c >= 'A' && c <= 'Z') {
        upper++;
        hex += c <= 'F' ? 1 : 0;
      } else if (c != '-' && c != '_') {
        others++;
      }
    }
    int length = segment.length();
    if (digits == length || (hex == length && digits > 0 && length >= LONG_HEX)) {
      return true;
    }
    // A version such as model-name-2024-04-09 is long too, but is written in lower case.
    boolean token = others == 0 && length >= LONG_TOKEN && digits >= DIGITS_OF_TOKEN && upper > 0;
    return token || UUID.matcher(segment).matches();
  }
}
