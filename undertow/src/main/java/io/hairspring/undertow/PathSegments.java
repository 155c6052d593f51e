package io.hairspring.undertow;

import java.util.ArrayList;
import java.util.List;

/** What stands between the slashes of a path. */
final class PathSegments {
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
}
