package io.hairspring.examples;

import java.util.Set;

/** Methods as label values: clients may send any word as one, and labels must stay few. */
final class MethodLabel {
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  private MethodLabel() {}

  static String of(String sent) {
    return METHODS.contains(sent) ? sent : "other";
  }
}
